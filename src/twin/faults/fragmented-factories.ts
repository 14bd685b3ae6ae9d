import type { Run } from '../agent/run.ts'
import type { Connection } from '../chat/connection.ts'
import { serverMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/** The four factories of issue #884. Which one serves a connection depends on the import path that its code happened to take. */
const factories = ['canonical', 'wrapper', 're-export', 'fixture'] as const
type Factory = (typeof factories)[number]
/** What is wrong with each but the first, by its name in the parameter `defects`. */
const defectOf: Readonly<Record<Factory, string | null>> = {
  canonical: null,
  wrapper: 'init-race',
  're-export': 'shared-state',
  fixture: 'broken-bridge',
}

/**
 * Issue #884: four execution-engine factories where there should be one (E1, E6, I1). One user alone meets the first,
 * which is well; several users meet all of them. The wrapper cannot bear another factory that initialises on its instance
 * at the same time; what the re-export makes shares one list of sockets; the fixture's was built without a bridge.
 */
const fault: Fault = {
  name: 'fragmented-factories',
  summary:
    'Connections are served in turns by four competing factories, three of which are broken in ways of their own.',
  family: 'E',
  expected: {
    verdict: 'fail',
    codes: ['factory-ssot-validation-1011', 'cross-user-event-leak', 'eventless-engine'],
  },
  hunts: ['concurrent-users', 'cross-user-isolation'],
  params: { defects: 'init-race+shared-state+broken-bridge', initMs: '1000' },
  hooks({ clock, params }) {
    const defects = (params.defects ?? '').split('+')
    const has = (connection: Connection, defect: string) => {
      const factory = factories[(connection.ordinal - 1) % factories.length] ?? 'canonical'
      return defectOf[factory] === defect && defects.includes(defect)
    }
    const initialising = new Map<Instance, number>()
    /** How many initialisations have begun on each instance: whoever sees the number grow was not alone. */
    const begun = new Map<Instance, number>()
    return {
      async establish(connection, next) {
        const { instance, signal } = connection
        const others = initialising.get(instance) ?? 0
        const order = (begun.get(instance) ?? 0) + 1
        initialising.set(instance, others + 1)
        begun.set(instance, order)
        await clock.sleep(Number(params.initMs), signal).finally(() => {
          initialising.set(instance, (initialising.get(instance) ?? 1) - 1)
        })
        const wasAlone = others === 0 && begun.get(instance) === order
        if (has(connection, 'init-race') && !wasAlone) await connection.close(1011, 'Factory SSOT validation failed')
        else await next(connection)
      },
      async deliver(delivery, next) {
        const { connection } = delivery.run
        const shared = has(connection, 'shared-state')
        await next(shared ? { ...delivery, recipients: [...connection.instance.connections] } : delivery)
      },
      async script(run, next) {
        const steps = await next(run)
        if (!has(run.connection, 'broken-bridge')) return steps
        const end = steps.at(-1)?.action
        return end?.kind === 'agent_completed'
          ? [{ afterMs: 800, action: answerAlone(run, end.answer, clock.wall()) }]
          : []
      },
    }
  },
}

/** The answer without one agent event: all that a bare manager can send. */
function answerAlone(run: Run, text: string, wallMs: number) {
  return { kind: 'frame', frame: serverMessage('agent_response', { response: text, run_id: run.id }, wallMs) } as const
}

export default fault
