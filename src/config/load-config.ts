import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ConfigFile, configSchema } from './define.ts'
import { ownScenarios } from './load-scenarios.ts'
import { checkSchema } from './schema-issues.ts'
import { UsageError } from './usage-error.ts'

/** The name of the configuration file in the working folder. */
export const CONFIG_FILE = 'golden-path.config.ts'

/** A configuration and where it came from. */
export type LoadedConfig = {
  readonly config: ConfigFile
  /** Absolute path; null when there is no file and the defaults hold. */
  readonly file: string | null
  /** The folder that relative paths in the file start from. */
  readonly folder: string
}

/**
 * Loads the configuration: from `path` when given, else from `golden-path.config.ts` in the folder `cwd`, else the
 * defaults. Throws a UsageError that names the file, the key and the nearest known key.
 */
export async function loadConfig(cwd: string, path: string | null): Promise<LoadedConfig> {
  const file = resolve(cwd, path ?? CONFIG_FILE)
  if (!existsSync(file)) {
    if (path === null) return { config: configSchema.parse({}), file: null, folder: cwd }
    throw new UsageError(`There is no configuration file at ${file}.`, 'Check --config or GOLDEN_PATH_CONFIG.')
  }
  const checked = checkSchema(configSchema, await importDefault(file))
  if (checked.kind === 'valid') return { config: checked.value, file, folder: dirname(file) }
  throw new UsageError(`${file} is not a valid configuration:\n  ${checked.lines.join('\n  ')}`, 'Correct the file.')
}

/** The folder of scenarios: the one that a configuration names, else our own. */
export function scenariosFolder({ config, folder }: LoadedConfig): string {
  return config.scenarios === undefined ? ownScenarios : resolve(folder, config.scenarios)
}

async function importDefault(file: string): Promise<unknown> {
  const url = pathToFileURL(file).href
  const module: { default?: unknown } = await import(url).catch((cause: unknown) => {
    throw new UsageError(`${file} cannot be loaded: ${reason(url, cause)}`, remedy(cause), { cause })
  })
  if (module.default !== undefined) return module.default
  throw new UsageError(`${file} has no default export.`, "Write: export default defineConfig({ … }) from '#config'.")
}

/** The type helper is an import of this package, so a file that lies elsewhere has to do without it. */
function remedy(thrown: unknown): string {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_PACKAGE_IMPORT_NOT_DEFINED'))
    return 'Correct the file.'
  return "'#config' is known only inside the monitor's own folder. Elsewhere, write without it: export default { … }"
}

/** What a module threw on import, with the line of that file when the stack knows it. */
function reason(url: string, thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const at = thrown.stack?.split(`${url}:`)[1]?.match(/^\d+/)?.[0]
  return at === undefined ? thrown.message : `${thrown.message} (line ${at})`
}
