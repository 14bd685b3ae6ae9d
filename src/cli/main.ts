import { exitCodes } from '../model/verdict.ts'
import { endOnCrash } from './end-on-crash.ts'
import { createProgram } from './program.ts'
import { sayError } from './say-error.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/**
 * Runs one command line (without `node` and the script) and gives its exit code: the one place that decides it. Never
 * throws.
 */
export async function main(argv: readonly string[], terminal: Terminal = ownTerminal()): Promise<number> {
  let code: number = exitCodes.ok
  try {
    await createProgram(terminal, (value) => {
      code = value
    }).parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    return sayError(terminal, error)
  }
}

/** The terminal of a process that is all ours, so that its defects are ours as well. */
function ownTerminal(): Terminal {
  const terminal = processTerminal()
  endOnCrash(terminal)
  return terminal
}
