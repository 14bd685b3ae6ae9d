import { Command, type CommanderError } from 'commander'
import { unknownName } from '../config/nearest.ts'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../kernel/version.ts'
import { doctorCommand } from './commands/doctor.ts'
import { drillCommand } from './commands/drill.ts'
import { explainCommand } from './commands/explain.ts'
import { gateCommand } from './commands/gate.ts'
import { listCommand } from './commands/list.ts'
import { powerCommand } from './commands/power.ts'
import { replayCommand } from './commands/replay.ts'
import { runCommand } from './commands/run.ts'
import { scheduleCommand } from './commands/schedule.ts'
import { serveCommand } from './commands/serve.ts'
import { twinCommand } from './commands/twin.ts'
import { validateCommand } from './commands/validate.ts'
import { examples } from './examples.ts'
import type { Terminal } from './terminal.ts'

/** Hears the exit code of the command that ran. */
export type Finish = (code: number) => void

const commands = [
  serveCommand,
  runCommand,
  scheduleCommand,
  listCommand,
  validateCommand,
  twinCommand,
  replayCommand,
  explainCommand,
  drillCommand,
  powerCommand,
  gateCommand,
  doctorCommand,
]

/**
 * The whole command line. Commands are only described here; each loads its code when it runs, so that `--help` is quick.
 * Parsing throws a UsageError for what a person can put right.
 */
export function createProgram(terminal: Terminal, finish: Finish): Command {
  const program = new Command('golden-path')
    .description('Watches agent chat over WebSockets from outside: real users, real sockets, one honest verdict.')
    .version(version)
    .addHelpText(
      'after',
      examples(['serve', 'run', 'run golden-path --users 1', 'run --target staging --real-llm', 'list']),
    )
  for (const create of commands) program.addCommand(create(terminal, finish))
  for (const command of [program, ...program.commands]) strict(command, terminal)
  return program
}

/** Errors come to us as exceptions and name the nearest known word; help goes to stdout. */
function strict(command: Command, { out, err }: Terminal): void {
  command
    .showSuggestionAfterError(false)
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      outputError: () => undefined,
    })
    .exitOverride((error) => {
      throw translated(command, error)
    })
}

function translated(command: Command, error: CommanderError): Error {
  const word = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const name = word.split('=', 1)[0] ?? word
  if (error.code === 'commander.unknownCommand') {
    const known = command.commands.map((child) => child.name())
    return unknownName('command', name, known)
  }
  if (error.code === 'commander.unknownOption') {
    const known = [...command.options.flatMap((option) => [option.short, option.long]), '--help']
    return unknownName(
      'option',
      name,
      known.filter((flag) => flag !== undefined && flag !== null),
    )
  }
  if (error.exitCode === 0) return error
  const message = error.message.replace(/^error: |\.$/g, '')
  return new UsageError(`${message}.`, `See: golden-path ${command.parent === null ? '' : `${command.name()} `}--help`)
}
