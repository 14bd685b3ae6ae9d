import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readOptionalSecret, type Variables } from '../../config/credentials.ts'
import { dataDir } from '../../config/data-dir.ts'
import { TWIN } from '../../config/define.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Secret } from '../../kernel/secret.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { ServeFlags } from '../commands/serve.ts'
import { chooseSource, findTarget, type Source, timeScaleOf } from '../run/choose-source.ts'
import { loadSettings, type Settings, scenariosOf } from '../settings.ts'
import type { Terminal } from '../terminal.ts'

/** All that `serve` was told, checked as far as that goes before the target is there. */
export type ServePlan = {
  readonly flags: ServeFlags
  readonly settings: Settings
  readonly scenarios: readonly Scenario[]
  readonly source: Source
  readonly timeScale: number
  readonly seed: string
  /** Shared by all targets of this machine. */
  readonly dataDir: string
  /** Of this target alone: what was seen of a demo must never be taken for what was seen of a real system. */
  readonly targetDir: string
  /** Opens pages and API. */
  readonly token: Secret | null
  /** Where a sign of life goes. Such an address is a secret: whoever knows it can fake one. */
  readonly heartbeat: Secret | null
}

/** Checks everything a person can get wrong before anything is started. Throws a UsageError. */
export async function planServe(terminal: Terminal, flags: ServeFlags): Promise<ServePlan> {
  const settings = await loadSettings(terminal, flags.config)
  const scenarios = await scenariosOf(settings)
  const resolved = findTarget(settings, flags)
  const seed = flags.seed ?? randomBytes(4).toString('hex')
  const timeScale = timeScaleOf(resolved, flags.timeScale ?? settings.environment.timeScale)
  const source = await chooseSource(terminal, settings, resolved, { flags, seed, timeScale })
  const folder = dataDir(terminal.cwd, terminal.variables, settings.loaded)
  return {
    flags,
    settings,
    scenarios,
    source,
    timeScale,
    seed,
    dataDir: folder,
    targetDir: join(folder, resolved.kind === 'ready' ? resolved.target.name : TWIN),
    token: readOptionalSecret('GOLDEN_PATH_TOKEN', terminal.variables),
    heartbeat: readHeartbeat(terminal.variables),
  }
}

/** Throws a UsageError, which does not show it, for what is no address. */
function readHeartbeat(variables: Variables): Secret | null {
  const name = 'GOLDEN_PATH_HEARTBEAT_URL'
  const secret = readOptionalSecret(name, variables)
  const protocol = secret === null ? 'https:' : URL.parse(secret.reveal())?.protocol
  if (protocol === 'https:' || protocol === 'http:') return secret
  throw new UsageError(`${name} is no address of the web.`, 'It must begin with https:// or http://.')
}
