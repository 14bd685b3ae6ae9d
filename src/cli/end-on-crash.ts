import { exitCodes } from '../model/verdict.ts'
import { sayError } from './say-error.ts'
import type { Terminal } from './terminal.ts'

/** What Node exits with when it has nothing left to do while somebody still waits. */
const NODE_GAVE_UP = 13

/**
 * From now on a defect of ours that nobody catches ends the process with our own error code. Node would end it with 1,
 * which says that the target failed.
 */
export function endOnCrash(terminal: Terminal): void {
  const crash = (error: unknown) => {
    sayError(terminal, error)
    process.exit(exitCodes.internal)
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  process.on('exit', (code) => {
    if (code !== NODE_GAVE_UP) return
    terminal.err.write('golden-path: the command waits for something that can never come.\n')
    process.exitCode = exitCodes.internal
  })
}
