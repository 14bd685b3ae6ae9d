import { CommanderError } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import { inert } from '../kernel/inert.ts'
import { exitCodes } from '../model/verdict.ts'
import type { Terminal } from './terminal.ts'

/** Tells a person why the command ended, and gives the exit code for it. */
export function sayError({ err }: Terminal, error: unknown): number {
  const say = (text: string) => err.write(`${text.split('\n').map(inert).join('\n')}\n`)
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
  if (error instanceof UsageError) {
    say(`golden-path: ${error.message}`)
    if (error.hint !== '') say(`  ${error.hint}`)
    return exitCodes.usage
  }
  say('golden-path: the monitor itself failed; this says nothing about the target.')
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return exitCodes.internal
}
