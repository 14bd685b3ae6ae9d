import { Command, Option } from 'commander'
import type { Dialect, Policy } from '../../model/words.ts'
import { examples, variableHelp } from '../examples.ts'
import {
  collect,
  configOption,
  oneOf,
  policyOption,
  reporterOption,
  seconds,
  twinOptions,
  wholeNumber,
} from '../flags.ts'
import type { Finish } from '../program.ts'
import type { ReporterSpec } from '../reporter-spec.ts'
import type { Terminal } from '../terminal.ts'

/** What `run` was told. Absent: the flag was not given. */
export type RunFlags = {
  readonly target?: string
  readonly authUrl?: string
  readonly apiUrl?: string
  readonly wsUrl?: string
  readonly appUrl?: string
  readonly users?: number
  readonly rounds: number
  /** Each as `name=value`. */
  readonly set: readonly string[]
  readonly tag: readonly string[]
  readonly pattern: readonly string[]
  readonly realLlm: boolean
  readonly policy?: Policy
  readonly seed?: string
  /** Seconds. */
  readonly timeout?: number
  readonly reporter: readonly ReporterSpec[]
  readonly output?: string
  /** Address of a Pushgateway. */
  readonly push?: string
  readonly failOnDegraded: boolean
  readonly purpose: 'manual' | 'gate'
  readonly config?: string
  readonly dialect?: Dialect
  readonly fault: readonly string[]
  readonly variant?: string
  readonly timeScale?: number
}

/** `run`: runs scenarios against a target and says what came of it. */
export function runCommand(terminal: Terminal, finish: Finish): Command {
  const command = new Command('run')
    .summary('run scenarios and print a verdict')
    .description(
      'Runs scenarios against a target and prints a verdict. Without names it runs those tagged "core", without a target ' +
        'against the embedded twin, which is a demo.\n\n' +
        'Exit codes: 0 pass or degraded, 1 fail, 2 usage or configuration, 3 the monitor itself failed (also when --push did and nothing failed worse), 4 inconclusive (also when --timeout ran out before ' +
        'anything failed), 130 interrupted.',
    )
    .argument('[scenario...]', 'ids of scenarios, as `list` shows them')
  const options = [...targetOptions(), ...selection(1), ...conduct(), purposeOption(), ...output(), ...twinOptions()]
  for (const option of options) command.addOption(option)
  return command
    .addHelpText('after', variableHelp())
    .addHelpText(
      'after',
      examples([
        'run',
        'run concurrent-users --users 8 --dialect handshake',
        'run golden-path --fault agent-death-silent --time-scale 20',
        'run --target staging --real-llm --reporter pretty --reporter junit=report.xml',
        'run --pattern "cross-*" --reporter json --output evidence > report.json',
      ]),
    )
    .action(async (names: string[], flags: RunFlags) => {
      const { runScenarios } = await import('../run/run-scenarios.ts')
      finish(await runScenarios(terminal, names, flags))
    })
}

/** Which target, for commands that run scenarios. */
export function targetOptions(): Option[] {
  return [
    new Option('--env, --target <name>', 'target by name: twin, staging, or one of the configuration file'),
    new Option('--auth-url <url>', 'base URL of the auth service instead of the target’s'),
    new Option('--api-url <url>', 'base URL of the API instead of the target’s'),
    new Option('--ws-url <url>', 'full URL of the chat socket instead of the target’s'),
    new Option('--app-url <url>', 'base URL of the web app instead of the target’s'),
    configOption(),
  ]
}

/** Which scenarios, and how often each when nobody says. */
export function selection(rounds: number): Option[] {
  return [
    new Option('--tag <tag>', 'only scenarios with this tag; may be given more than once')
      .default([], 'none')
      .argParser(collect),
    new Option('--pattern <glob>', 'only scenarios whose id or a tag matches; may be given more than once')
      .default([], 'none')
      .argParser(collect),
    new Option('--users <n>', 'how many users speak at once').argParser(wholeNumber('--users')),
    new Option('--rounds <n>', 'how often to run each scenario').default(rounds).argParser(wholeNumber('--rounds')),
    new Option('--set <name=value>', 'option of a scenario, as `list` shows them; may be given more than once')
      .default([], 'none')
      .argParser(collect),
  ]
}

/** How to run them. */
export function conduct(): Option[] {
  return [
    new Option('--real-llm', 'allow scenarios that cost LLM tokens on a real target').default(false),
    policyOption(),
    new Option('--seed <text>', 'repeats the choices of an earlier run (default: a fresh one)'),
    new Option('--timeout <seconds>', 'time for the whole command; what is not done by then is inconclusive').argParser(
      seconds('--timeout'),
    ),
  ]
}

function purposeOption(): Option {
  return new Option('--purpose <word>', 'why: manual or gate')
    .default('manual')
    .argParser(oneOf('purpose', ['manual', 'gate']))
}

function output(): Option[] {
  return [
    reporterOption(),
    new Option('--output <folder>', 'keep the evidence of each run there, for `replay`'),
    new Option('--push <url>', 'push the metrics of the runs to this Pushgateway'),
    new Option('--fail-on-degraded', 'exit 1 on degraded, too').default(false),
  ]
}
