import { exitCodes } from '../model/verdict.ts'
import { sayError } from './say-error.ts'
import type { Terminal } from './terminal.ts'

/** What Node exits with when it has nothing left to do while somebody still waits. */
const NODE_GAVE_UP = 13

/** Codes with which we end the process ourselves while a command still works. */
const ours: readonly number[] = [exitCodes.internal, exitCodes.interrupted, exitCodes.terminated]

/**
 * From now on a defect of ours that nobody catches ends the process with our own error code. Node would end it with 1,
 * which says that the target failed. So does whatever ends it before the command is done: a configuration or a scenario
 * that calls `process.exit(0)` must not look like a pass. Disposing says that the command is done.
 */
export function endOnCrash(terminal: Terminal): Disposable {
  let isDone = false
  const crash = (error: unknown) => {
    sayError(terminal, error)
    process.exit(exitCodes.internal)
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  process.on('exit', (code) => {
    if (isDone || ours.includes(code)) return
    const why =
      code === NODE_GAVE_UP
        ? 'the command waits for something that can never come.'
        : `something ended the process with ${code} before the command was done. Look for process.exit in the configuration and the scenarios.`
    terminal.err.write(`golden-path: ${why}\n`)
    process.exitCode = exitCodes.internal
  })
  return {
    [Symbol.dispose]: () => {
      isDone = true
    },
  }
}
