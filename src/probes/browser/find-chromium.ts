import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Names under which distributions and vendors install it, the plainest first. */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']

/** What a person types to get one. */
export const INSTALL_CHROMIUM = 'apt-get install chromium, or set GOLDEN_PATH_CHROMIUM to the path of one'

/**
 * The Chromium of this machine: the one that GOLDEN_PATH_CHROMIUM names, else the first on the PATH. Null when there is none, or
 * when the one that was named cannot be run.
 */
export function findChromium(variables: Readonly<Record<string, string | undefined>>): string | null {
  const named = variables.GOLDEN_PATH_CHROMIUM || undefined
  if (named !== undefined) return isExecutable(named) ? named : null
  const folders = (variables.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const all = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return all.find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
