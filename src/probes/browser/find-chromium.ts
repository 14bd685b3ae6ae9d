import { findProgram, isExecutable } from '../../kernel/find-program.ts'

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
  return findProgram(variables.PATH ?? '', names)
}
