import { aScenario } from '../cli/scenario.builder.ts'
import { twin as twinDefaults } from '../config/built-in.ts'
import { type ConfigInput, configSchema } from '../config/define.ts'
import { openGuard } from '../guard/open-guard.ts'
import { createClock } from '../kernel/clock.ts'
import type { FinishedRun } from '../model/finished-run.ts'
import type { MonitorEvent } from '../model/monitor-event.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Sink } from '../model/sink.ts'
import type { Target } from '../model/target.ts'
import { dataFolder } from '../sinks/history/data-folder.builder.ts'
import { startTwin } from '../twin/start-twin.ts'
import { planWatch } from './plan-watch.ts'
import { startService, type Watch } from './start-service.ts'

const TIME_SCALE = 20

/** A scenario that never comes by itself. */
export function byHand(id: string, run: Scenario['run'], over: Partial<Scenario> = {}): Scenario {
  const users = { default: 1, min: 1, max: 1 }
  return aScenario({
    id,
    cron: '0 0 1 1 *',
    users,
    requests: { perRun: 4, perUser: 4 },
    deadlineMs: 60_000,
    run,
    ...over,
  })
}

/** One user signs in, connects and closes. */
export const visit: Scenario['run'] = async (stage) => {
  await stage.together(stage.users, async (user) => stage.close(await stage.connect(await stage.signIn(user))))
}

/** A sink that remembers, and can be waited for. */
export function rememberingSink() {
  const events: MonitorEvent[] = []
  const runs: FinishedRun[] = []
  const changed = new EventTarget()
  const note = () => changed.dispatchEvent(new Event('change'))
  const sink: Sink = {
    name: 'remembering',
    finished(run) {
      runs.push(run)
      note()
    },
    event(event) {
      events.push(event)
      note()
    },
  }
  return {
    sink,
    events,
    runs,
    skips: () => events.flatMap((event) => (event.kind === 'run-skipped' ? `${event.scenario} ${event.reason}` : [])),
    /** Resolves as soon as it holds. */
    async until(holds: () => boolean): Promise<void> {
      while (!holds()) await new Promise((resolve) => changed.addEventListener('change', resolve, { once: true }))
    },
  }
}

/** Starts a service that watches a twin of its own; disposing stops all of it. */
export async function watchTwin(scenarios: readonly Scenario[], config: ConfigInput = {}, more: readonly Sink[] = []) {
  await using stack = new AsyncDisposableStack()
  const clock = createClock()
  const twin = stack.use(await startTwin({ dialect: 'handshake', faults: [], seed: 'watched', timeScale: TIME_SCALE }))
  const guard = stack.use(openGuard({ file: ':memory:', clock }))
  const folder = stack.use(dataFolder())
  const history = stack.use(await folder.open())
  const target: Target = { ...twinDefaults, urls: twin.urls, name: 'twin', kind: 'embedded' }
  const settings = configSchema.parse({ jitterSeconds: 0, ...config })
  const memory = rememberingSink()
  const defects: string[] = []
  const credentials = { way: 'e2e', key: twin.simulationKey, emailDomain: 'staging.netrasystems.ai' } as const
  const plan = planWatch(settings, scenarios, target, clock.wall())
  const watch: Watch = { target, credentials, plan }
  const service = startService({
    clock,
    guard,
    history,
    timeScale: TIME_SCALE,
    compression: false,
    seed: 'watched',
    sinks: [...more, history, memory.sink],
    watch,
    onDefect: (who) => defects.push(who),
  })
  stack.defer(() => service.stop())
  const owned = stack.move()
  return {
    ...memory,
    service,
    guard,
    target,
    watch,
    plan,
    history,
    defects,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
