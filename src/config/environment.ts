import { type Policy, policies } from '../model/words.ts'
import type { Variables } from './credentials.ts'
import { unknownName } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** Every variable that we read ourselves, with what it does. Secrets are named by the target (credentials.ts). */
export const variableTable = {
  GOLDEN_PATH_TARGET: 'name of the target when the command names none',
  GOLDEN_PATH_AUTH_URL: 'base URL of the auth service',
  GOLDEN_PATH_API_URL: 'base URL of the API',
  GOLDEN_PATH_WS_URL: 'full URL of the chat socket',
  GOLDEN_PATH_APP_URL: 'base URL of the web app',
  GOLDEN_PATH_DIRECT_API_URL: 'base URL of the API past the load balancer',
  GOLDEN_PATH_DIRECT_WS_URL: 'full URL of the chat socket past the load balancer',
  GOLDEN_PATH_POLICY: 'event policy: strict, observed or minimal',
  GOLDEN_PATH_DATA_DIR: 'folder shared by all monitors of this machine',
  GOLDEN_PATH_CONFIG: 'path of the configuration file',
  GOLDEN_PATH_REQUIRE_TARGET: '1: refuse the embedded twin',
  GOLDEN_PATH_CHROMIUM: 'path of the Chromium for scenarios that need a browser (default: the first on the PATH)',
  GOLDEN_PATH_TIME_SCALE: 'how much faster the twin lives than we do',
  GOLDEN_PATH_TOKEN: 'token that opens pages and API of `serve`',
  GOLDEN_PATH_TOKEN_FILE: 'path of a file that holds it',
  GOLDEN_PATH_HEARTBEAT_URL: 'address that `serve` asks for after each cycle, whatever its verdict',
  GOLDEN_PATH_HEARTBEAT_URL_FILE: 'path of a file that holds it',
} as const
type Name = keyof typeof variableTable

/** The variable of each address of a target. */
const urlVariables = {
  auth: 'GOLDEN_PATH_AUTH_URL',
  api: 'GOLDEN_PATH_API_URL',
  ws: 'GOLDEN_PATH_WS_URL',
  app: 'GOLDEN_PATH_APP_URL',
  directApi: 'GOLDEN_PATH_DIRECT_API_URL',
  directWs: 'GOLDEN_PATH_DIRECT_WS_URL',
} as const satisfies Record<string, Name>
/** Addresses that override a target's own, by role. */
export type UrlOverrides = { readonly [role in keyof typeof urlVariables]?: string }

/** What the environment says. null: it says nothing. */
export type Environment = {
  readonly target: string | null
  readonly urls: UrlOverrides
  readonly policy: Policy | null
  readonly dataDir: string | null
  readonly config: string | null
  readonly requireTarget: boolean
  readonly timeScale: number | null
}

/** Reads the `GOLDEN_PATH_*` variables. An empty one counts as not set. Throws a UsageError for a value it cannot use. */
export function readEnvironment(variables: Variables): Environment {
  const text = (name: Name): string | null => variables[name] || null
  const urls = Object.entries(urlVariables).flatMap(([role, name]) => {
    const value = text(name)
    return value === null ? [] : [[role, value]]
  })
  const policy = text('GOLDEN_PATH_POLICY')
  const timeScale = text('GOLDEN_PATH_TIME_SCALE')
  return {
    target: text('GOLDEN_PATH_TARGET'),
    urls: Object.fromEntries(urls),
    policy: policy === null ? null : parsePolicy('GOLDEN_PATH_POLICY', policy),
    dataDir: text('GOLDEN_PATH_DATA_DIR'),
    config: text('GOLDEN_PATH_CONFIG'),
    requireTarget: parseSwitch('GOLDEN_PATH_REQUIRE_TARGET', text('GOLDEN_PATH_REQUIRE_TARGET')),
    timeScale: timeScale === null ? null : parseTimeScale('GOLDEN_PATH_TIME_SCALE', timeScale),
  }
}

/**
 * Throws a UsageError for a `GOLDEN_PATH_*` variable that nobody reads: most likely a misspelt one.
 * `secrets` are the variables that the targets name.
 */
export function rejectUnknownVariables(variables: Variables, secrets: readonly string[]): void {
  const known = [...Object.keys(variableTable), ...secrets, ...secrets.map((name) => `${name}_FILE`)]
  for (const name of Object.keys(variables)) {
    if (name.startsWith('GOLDEN_PATH_') && !known.includes(name)) {
      const candidates = known.filter((candidate) => candidate.startsWith('GOLDEN_PATH_'))
      throw unknownName('environment variable', name, candidates)
    }
  }
}

/** The policy of that name. `where` is the flag or variable it came from. */
export function parsePolicy(where: string, text: string): Policy {
  const policy = policies.find((known) => known === text)
  if (policy === undefined) throw unknownName(`policy in ${where}`, text, policies)
  return policy
}

/** A time scale from text: a positive number. `where` is the flag or variable it came from. */
export function parseTimeScale(where: string, text: string): number {
  const scale = Number(text)
  if (text.trim() !== '' && scale > 0 && scale <= 1_000) return scale
  throw new UsageError(`${where} must be a number above 0 and at most 1000, got "${text}".`, 'For example 10.')
}

function parseSwitch(name: string, text: string | null): boolean {
  if (text === null || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  throw new UsageError(`${name} must be 1 or 0, got "${text}".`, `Set ${name}=1, or unset it.`)
}
