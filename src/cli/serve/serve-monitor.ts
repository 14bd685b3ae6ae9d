import { createClock } from '../../kernel/clock.ts'
import { releaseMemory } from '../../kernel/release-memory.ts'
import { exitCodes } from '../../model/verdict.ts'
import type { RunningService } from '../../service/start-service.ts'
import { createLog } from '../../sinks/log/create-log.ts'
import type { ServeFlags } from '../commands/serve.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { type Terminal, wantsColor } from '../terminal.ts'
import { openMonitor } from './open-monitor.ts'
import { planServe } from './plan-serve.ts'

/**
 * `serve`, from flags to exit code: watches until a signal stops it. Throws a UsageError for what a person can put right,
 * before anything is watched.
 */
export async function serveMonitor(given: Terminal, flags: ServeFlags): Promise<number> {
  const terminal = withDataDir(given, flags.dataDir)
  const log = createLog(terminal.err, wantsColor(terminal.err, terminal.variables))
  using interrupts = listenForInterrupts({
    ...terminal.err,
    write: () => log.info({}, 'Stopping: running scenarios may end first. One more signal ends at once.'),
  })
  const plan = await planServe(terminal, flags)
  await using monitor = await openMonitor({ terminal, plan, log, clock: createClock() })
  releaseMemory()
  log.info({}, greeting(monitor.service, monitor.url))
  if (monitor.service.target.kind === 'embedded') void takeFirstLook(monitor.service)
  await aborted(interrupts.signal)
  await monitor.stop()
  log.info({}, 'Stopped.')
  return exitCodes.ok
}

function greeting(service: RunningService, url: string): string {
  const { target } = service
  const count = service.scenarios().filter(({ cron }) => cron !== null).length
  const what =
    target.kind === 'embedded'
      ? 'the embedded twin: this is a demo, and its green says nothing about any real system'
      : `target ${target.name} (${target.urls.ws})`
  return `Watching ${what}; ${count} scenarios. Pages, API and metrics: ${url}`
}

/** Whoever looks at the demo wants to see something now. A real target is left alone until its time comes. */
async function takeFirstLook(service: RunningService): Promise<void> {
  const core = service.scenarios().filter(({ scenario, cron }) => cron !== null && scenario.tags.includes('core'))
  for (const { scenario } of core.toSorted((a, b) => a.scenario.users.default - b.scenario.users.default)) {
    const outcome = service.start({ scenario: scenario.id, purpose: 'watch' })
    if (outcome.kind === 'started') await outcome.ended
  }
}

/** The flag wins over the variable. */
function withDataDir(terminal: Terminal, folder: string | undefined): Terminal {
  if (folder === undefined) return terminal
  return { ...terminal, variables: { ...terminal.variables, GOLDEN_PATH_DATA_DIR: folder } }
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
