import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../kernel/clock.ts'
import type { Scenario } from '../../model/scenario.ts'
import { startTwin, type Twin } from '../../twin/start-twin.ts'
import { alertmanagerFile } from '../alertmanager/alertmanager-file.ts'
import { type Cadence, quickened } from '../cadence.ts'
import { defaultLinks } from '../links.ts'
import { rules } from '../rules/rules.ts'
import { rulesFile } from '../rules/rules-file.ts'
import { demoConfig, QUICK } from './demo-config.ts'
import type { Message } from './message.ts'
import { findPrograms } from './programs.ts'
import { receive } from './receive.ts'
import { type Alertmanager, startAlertmanager } from './start-alertmanager.ts'
import { type DemoMonitor, startMonitor } from './start-monitor.ts'
import { type Prometheus, startPrometheus } from './start-prometheus.ts'

/** What a stack is opened from. */
export type StackOptions = {
  readonly clock: Clock
  readonly scenarios: readonly Scenario[]
  /** Which of them run. */
  readonly watched: readonly string[]
  /** Of the real schedule; everything here is sixty times as fast. */
  readonly cadence: Cadence
  /** The PATH on which the programs are looked for. */
  readonly path: string
  /** Where webhooks are heard; 0 takes a free port. */
  readonly port: number
  /** Hears every message of Alertmanager. */
  readonly hear: (message: Message) => void
}

/** Twin, monitor, Prometheus, Alertmanager and a receiver, all on loopback. */
export type Stack = AsyncDisposable & {
  readonly twin: Twin
  readonly monitor: DemoMonitor
  readonly prometheus: Prometheus
  readonly alertmanager: Alertmanager
  readonly cadence: Cadence
}

/** Twenty times as fast as a real agent: an answer takes less than a second. */
const TWIN_SCALE = 20
const waits = { groupMs: 1_000, changeMs: 1_000, repeatMs: 3_600_000 }

/** Opens the whole way from the target to the person. Throws an Error that says what is missing; then nothing is left open. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const { clock, scenarios, watched, path } = options
  const programs = findPrograms(path)
  await using stack = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-observe-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const of = async (name: string) => {
    const own = join(folder, name)
    await mkdir(own)
    return own
  }
  const cadence = quickened(options.cadence, QUICK)
  const twin = stack.use(await startTwin({ dialect: 'handshake', faults: [], seed: 'observe', timeScale: TWIN_SCALE }))
  const receiver = stack.use(await receive(options.port, options.hear))
  const configuration = alertmanagerFile({ waits, hook: (name) => receiver.hook(name) }, '')
  const file = programs.alertmanager
  const alertmanager = stack.use(
    await startAlertmanager({ file, folder: await of('alertmanager'), configuration, clock }),
  )
  const config = demoConfig(twin.urls, scenarios, watched)
  const key = twin.simulationKey
  const monitor = stack.use(await startMonitor({ folder: await of('monitor'), config, key, path, clock }))
  const prometheus = stack.use(
    await startPrometheus({
      file: programs.prometheus,
      folder: await of('prometheus'),
      rules: rulesFile(rules({ cadence }), defaultLinks, ''),
      monitor: monitor.address,
      alertmanager: alertmanager.address,
      paceMs: cadence.evaluationMs,
      clock,
    }),
  )
  const owned = stack.move()
  return { twin, monitor, prometheus, alertmanager, cadence, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
