import { secretVariables } from '../config/credentials.ts'
import { type Environment, readEnvironment, rejectUnknownVariables } from '../config/environment.ts'
import { type LoadedConfig, loadConfig, scenariosFolder } from '../config/load-config.ts'
import { loadScenarios } from '../config/load-scenarios.ts'
import { remoteTargets } from '../config/resolve-target.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Terminal } from './terminal.ts'

/** What the environment and the configuration file say. */
export type Settings = { readonly environment: Environment; readonly loaded: LoadedConfig }

/** Reads environment and configuration; `path` is the flag `--config`. Throws a UsageError for what is wrong with them. */
export async function loadSettings({ variables, cwd }: Terminal, path: string | undefined): Promise<Settings> {
  const environment = readEnvironment(variables)
  const loaded = await loadConfig(cwd, path ?? environment.config)
  const secrets = Object.values(remoteTargets(loaded.config)).flatMap((target) => secretVariables(target.signIn))
  rejectUnknownVariables(variables, secrets)
  return { environment, loaded }
}

/** Loads the scenarios of a configuration. Throws a UsageError for what is wrong with them. */
export function scenariosOf({ loaded }: Settings): Promise<readonly Scenario[]> {
  return loadScenarios(scenariosFolder(loaded))
}
