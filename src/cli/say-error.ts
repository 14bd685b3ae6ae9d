import { CommanderError } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import { exitCodes } from '../model/verdict.ts'
import type { Terminal } from './terminal.ts'

/** Tells a person why the command ended, and gives the exit code for it. */
export function sayError({ err }: Terminal, error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
  if (error instanceof CommanderError) {
    err.write(`golden-path: ${error.message}\n`)
    return exitCodes.usage
  }
  if (error instanceof UsageError) {
    err.write(`golden-path: ${error.message}\n${error.hint === '' ? '' : `  ${error.hint}\n`}`)
    return exitCodes.usage
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
  err.write(`golden-path: the monitor itself failed; this says nothing about the target.\n${what}\n`)
  return exitCodes.internal
}
