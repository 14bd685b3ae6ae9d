import { Command, Option } from 'commander'
import { UsageError } from '../../config/usage-error.ts'
import type { Dialect } from '../../model/words.ts'
import { examples } from '../examples.ts'
import { twinOptions } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { Terminal } from '../terminal.ts'

/** What `twin` was told. */
export type TwinFlags = {
  readonly authPort?: number
  readonly apiPort?: number
  readonly appPort?: number
  readonly seed?: string
  readonly dialect?: Dialect
  readonly fault: readonly string[]
  readonly variant?: string
  readonly timeScale?: number
}

/** `twin`: serves the stand-in for another process. */
export function twinCommand(terminal: Terminal, finish: Finish): Command {
  const command = new Command('twin')
    .summary('serve the stand-in of the target on loopback')
    .description(
      'Serves web app, auth, API and chat socket of the twin on loopback ports until it is interrupted. Prints the variables that ' +
        'point another process at it, its own throwaway sign-in key among them: that key is made for this twin and opens ' +
        'nothing else.',
    )
    .addOption(
      new Option('--auth-port <port>', 'port of the auth service (default: a free one)').argParser(port('--auth-port')),
    )
    .addOption(
      new Option('--api-port <port>', 'port of API and socket (default: a free one)').argParser(port('--api-port')),
    )
    .addOption(
      new Option('--app-port <port>', 'port of the web app (default: a free one)').argParser(port('--app-port')),
    )
    .addOption(new Option('--seed <text>', 'repeats the choices of an earlier twin (default: a fresh one)'))
  for (const option of twinOptions()) command.addOption(option)
  return command
    .addHelpText(
      'after',
      examples(['twin', 'twin --dialect bridge --auth-port 8081 --api-port 8000', 'twin > twin.env']),
    )
    .action(async (flags: TwinFlags) => {
      const { serveTwin } = await import('../serve-twin.ts')
      finish(await serveTwin(terminal, flags))
    })
}

function port(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value <= 65_535) return value
    throw new UsageError(`${flag} must be a port from 0 to 65535, got "${text}".`, '0 takes a free one.')
  }
}
