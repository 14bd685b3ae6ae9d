import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Variables } from './credentials.ts'
import type { LoadedConfig } from './load-config.ts'

/**
 * The folder that all monitors of this machine share: what the variable says, else the file, else the user's state
 * folder (XDG base directories). It need not exist.
 */
export function dataDir(cwd: string, variables: Variables, { config, folder }: LoadedConfig): string {
  const named = variables.GOLDEN_PATH_DATA_DIR || undefined
  if (named !== undefined) return resolve(cwd, named)
  if (config.dataDir !== undefined) return resolve(folder, config.dataDir)
  return join(variables.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'golden-path')
}
