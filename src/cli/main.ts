import { exitCodes } from '../model/verdict.ts'
import { createProgram } from './program.ts'
import { sayError } from './say-error.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/**
 * Runs one command line (without `node` and the script) and gives its exit code: the one place that decides it. Never
 * throws and never ends the process.
 */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
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
