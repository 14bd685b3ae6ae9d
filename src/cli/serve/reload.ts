import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readCredentials } from '../../config/credentials.ts'
import type { ConfigFile } from '../../config/define.ts'
import { CONFIG_FILE, type LoadedConfig, scenariosFolder } from '../../config/load-config.ts'
import { loadScenarios } from '../../config/load-scenarios.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import { DeadlineExceeded } from '../../kernel/deadline.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { RunningService, Watch } from '../../service/start-service.ts'
import { findTarget } from '../run/choose-source.ts'
import type { Terminal } from '../terminal.ts'
import type { ServePlan } from './plan-serve.ts'
import { readApart } from './read-apart.ts'
import { type Watched, watchFiles } from './watch-files.ts'
import { watchOf } from './watch-of.ts'

/** What reloading works on. */
export type ReloadParts = {
  readonly terminal: Terminal
  readonly plan: ServePlan
  readonly service: RunningService
  /** The watch in force when the monitor started. */
  readonly watch: Watch
  readonly clock: Clock
  /** Hears of each configuration that has come into force. */
  readonly followed: (config: ConfigFile) => void
}

/** Rare enough for an edit that never ends, which is read for half a minute each time. */
const AGAIN_MS = 120_000

/**
 * Puts edits of the configuration and of the scenarios in force until disposed. They are read apart first; what is wrong
 * with them is said by the service, and the last good ones stay.
 */
export function reloadOnEdit(parts: ReloadParts): AsyncDisposable {
  const { terminal, plan, service, clock } = parts
  const stop = new AbortController()
  let work: Promise<void> = Promise.resolve()
  const files = watchFiles(watchedBy(terminal, plan, plan.settings.loaded), clock, (fingerprint) => {
    work = work.then(() => reload(fingerprint))
  })

  async function reload(fingerprint: string): Promise<void> {
    if (stop.signal.aborted) return
    try {
      const loaded = await readApart(terminal, plan.flags.config, stop.signal, clock)
      files.follow(watchedBy(terminal, plan, loaded))
      const scenarios = await loadScenarios(scenariosFolder(loaded), `read=${fingerprint}`)
      refuseLateChanges(plan.settings.loaded.config, loaded.config)
      const spoken = { ...spokenTo(parts, loaded), chromium: plan.source.chromium }
      service.reload({ kind: 'good', watch: watchOf(loaded.config, scenarios, spoken, plan.flags) })
      parts.followed(loaded.config)
    } catch (error) {
      const hint = error instanceof UsageError ? ` ${error.hint}` : ''
      service.reload({ kind: 'bad', reason: `${messageOf(error)}${hint}` })
      // A machine that was too busy says nothing of the edit, which nobody will make again.
      if (error instanceof DeadlineExceeded) files.tellAgain(AGAIN_MS)
    }
  }

  return {
    async [Symbol.asyncDispose]() {
      files[Symbol.dispose]()
      stop.abort(new Error('The monitor stops.'))
      await work
    },
  }
}

function watchedBy({ cwd }: Terminal, { flags, settings }: ServePlan, loaded: LoadedConfig): Watched {
  const file = resolve(cwd, flags.config ?? settings.environment.config ?? CONFIG_FILE)
  return { file, folder: scenariosFolder(loaded) }
}

/** What is opened once cannot be changed by an edit. Throws a UsageError that says so. */
function refuseLateChanges(before: ConfigFile, after: ConfigFile): void {
  const late = (['dataDir', 'history', 'hostNames'] as const).filter(
    (key) => !isDeepStrictEqual(before[key], after[key]),
  )
  if (late.length > 0) throw new UsageError(`${late.join(', ')} cannot change while the monitor runs.`, 'Restart it.')
}

/** The target as it is configured now. Which one it is cannot change: what was seen of it would be mixed with another's. */
function spokenTo({ terminal, plan, watch }: ReloadParts, loaded: LoadedConfig): Pick<Watch, 'target' | 'credentials'> {
  const found = findTarget({ ...plan.settings, loaded }, plan.flags)
  const target = found.kind === 'ready' ? found.target : found.withUrls(watch.target.urls)
  const { name, kind, urls } = watch.target
  if (target.name !== name || target.kind !== kind || !isDeepStrictEqual(target.urls, urls)) {
    throw new UsageError(`The target is another one now, not ${name} at ${urls.ws}.`, 'Restart the monitor.')
  }
  if (found.kind !== 'ready') return { target, credentials: watch.credentials }
  return { target, credentials: readCredentials(name, target.signIn, terminal.variables) }
}
