import { Command, Option } from 'commander'
import type { Dialect, Policy } from '../../model/words.ts'
import { examples, variableHelp } from '../examples.ts'
import { dataDirOption, graceSeconds, policyOption, twinOptions } from '../flags.ts'
import type { Finish } from '../program.ts'
import { type Address, parseAddress } from '../serve/listen-address.ts'
import type { Terminal } from '../terminal.ts'
import { targetOptions } from './run.ts'

/** What `serve` was told. Absent: the flag was not given. */
export type ServeFlags = {
  readonly listen: Address
  readonly dataDir?: string
  readonly target?: string
  readonly authUrl?: string
  readonly apiUrl?: string
  readonly wsUrl?: string
  readonly appUrl?: string
  readonly config?: string
  readonly policy?: Policy
  readonly seed?: string
  /** Seconds. */
  readonly grace?: number
  readonly dialect?: Dialect
  readonly fault: readonly string[]
  readonly variant?: string
  readonly timeScale?: number
}

const DEFAULT_ADDRESS = '127.0.0.1:9464'

/** `serve`: watches day and night. It is what happens when no command is named. */
export function serveCommand(terminal: Terminal, finish: Finish): Command {
  const command = new Command('serve')
    .summary('watch by schedule, with metrics, history and pages (the default)')
    .description(
      'Runs the scenarios by their schedules until it is told to stop, and shows what came of them: pages, an API and ' +
        'metrics on one port. Without a target it watches the embedded twin, which is a demo.\n\n' +
        'SIGTERM or Ctrl-C lets running scenarios end within the grace period and exits 0; a second one, a second or more ' +
        'later, ends at once with 143 or 130.',
    )
    .addOption(
      new Option('--listen <host:port>', 'where pages, API and metrics answer; port 0 takes a free one')
        .default(parseAddress(DEFAULT_ADDRESS), DEFAULT_ADDRESS)
        .argParser(parseAddress),
    )
    .addOption(dataDirOption())
  for (const option of [...targetOptions(), policyOption(), ...conduct(), ...twinOptions()]) command.addOption(option)
  return command
    .addHelpText('after', variableHelp())
    .addHelpText(
      'after',
      examples(['serve', 'serve --fault factory-ssot-validation-1011', 'serve --target staging --listen 0.0.0.0:9464']),
    )
    .action(async (flags: ServeFlags) => {
      const { serveMonitor } = await import('../serve/serve-monitor.ts')
      finish(await serveMonitor(terminal, flags))
    })
}

function conduct(): Option[] {
  return [
    new Option('--seed <text>', 'repeats delays of the schedule and choices of the runs (default: a fresh one)'),
    new Option(
      '--grace <seconds>',
      'how long running scenarios may go on at the end (default: the configuration’s)',
    ).argParser(graceSeconds),
  ]
}
