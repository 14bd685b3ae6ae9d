import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { collect, configOption, share, wholeNumber } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { Terminal } from '../terminal.ts'

/** What `power` was told. */
export type PowerFlags = {
  readonly rate: number
  readonly confidence: number
  readonly clean?: number
  readonly tag: readonly string[]
  readonly pattern: readonly string[]
  readonly config?: string
}

/** `power`: says how many runs it takes to see what fails only now and then. */
export function powerCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('power')
    .summary('say how many runs it takes to see a rare failure')
    .description(
      'Says how many attempts it takes to see a failure that shows only now and then, how long that is at each scenario’s ' +
        'default schedule, and what attempts without a failure exclude. A run counts as one attempt, unless its scenario races more often, and as independent of the ' +
        'others. Speaks to no target.',
    )
    .argument('[scenario...]', 'ids of scenarios (default: all)')
    .addOption(
      new Option('--rate <share>', 'how often one attempt shows the failure')
        .default(0.01, '1%')
        .argParser(share('--rate')),
    )
    .addOption(
      new Option('--confidence <share>', 'how sure to be of seeing it once')
        .default(0.95, '95%')
        .argParser(share('--confidence')),
    )
    .addOption(
      new Option('--clean <n>', 'attempts that showed no failure: what do they exclude?').argParser(
        wholeNumber('--clean'),
      ),
    )
    .addOption(new Option('--tag <tag>', 'only scenarios with this tag').default([], 'none').argParser(collect))
    .addOption(
      new Option('--pattern <glob>', 'only scenarios whose id or a tag matches').default([], 'none').argParser(collect),
    )
    .addOption(configOption())
    .addHelpText(
      'after',
      examples(['power --rate 1% --confidence 95%', 'power concurrent-users --rate 0.2%', 'power --clean 300']),
    )
    .action(async (names: string[], flags: PowerFlags) => {
      const { sayPower } = await import('../say-power.ts')
      finish(await sayPower(terminal, names, flags))
    })
}
