import { exitCodes } from '../model/verdict.ts'
import { endOnCrash } from './end-on-crash.ts'
import { createProgram } from './program.ts'
import { sayError } from './say-error.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/**
 * Runs one command line (without `node` and the script) and gives its exit code: the one place that decides it. Never
 * throws.
 */
export async function main(argv: readonly string[], given?: Terminal): Promise<number> {
  const terminal = given ?? processTerminal()
  // A process that is all ours has nobody else to catch its defects.
  using _watch = given === undefined ? endOnCrash(terminal) : null
  let code: number = exitCodes.ok
  try {
    await createProgram(terminal, (value) => {
      code = value
    }).parseAsync(withCommand(argv), { from: 'user' })
    return code
  } catch (error) {
    return sayError(terminal, error)
  }
}

/** Flags of the program itself: they need no command. */
const ownFlags = ['--help', '-h', '--version', '-V']

/** The monitor serves unless it is told to do something else. */
function withCommand(argv: readonly string[]): readonly string[] {
  const [first] = argv
  const isNamed = first !== undefined && (!first.startsWith('-') || ownFlags.includes(first))
  return isNamed ? argv : ['serve', ...argv]
}
