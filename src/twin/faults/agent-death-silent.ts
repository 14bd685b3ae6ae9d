import { serverMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'

/** How long after its last thought the dying agent still says "...". */
const lastWordMs = 150

/** G2: the agent dies after its first thought. The socket and its pings live on. */
const fault: Fault = {
  name: 'agent-death-silent',
  summary: 'The agent starts, thinks, says "..." and is never heard of again, while pings are still answered.',
  family: 'G',
  expected: { verdict: 'fail', codes: ['agent-death-silent'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async script(run, next) {
      const steps = await next(run)
      const death = steps.findIndex(({ action }) => action.kind === 'agent_thinking')
      const frame = serverMessage('agent_response', { status: '...', run_id: run.id }, clock.wall())
      return [...steps.slice(0, death + 1), { afterMs: lastWordMs, action: { kind: 'frame', frame } }]
    },
  }),
}

export default fault
