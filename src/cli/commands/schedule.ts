import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { configOption, wholeNumber } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { Terminal } from '../terminal.ts'

/** What `schedule` was told. */
export type ScheduleFlags = { readonly count: number; readonly target?: string; readonly config?: string }

/** `schedule`: prints when what runs next. */
export function scheduleCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('schedule')
    .summary('print when scenarios run next')
    .description(
      'Prints the next times at which `serve` runs each scenario, in the time zone of its schedule, and what runs only by ' +
        'hand and why. Speaks to no target.',
    )
    .addOption(new Option('--count <n>', 'how many times of each').default(5).argParser(wholeNumber('--count', 1_000)))
    .addOption(new Option('--env, --target <name>', 'target by name: what it lacks is not scheduled'))
    .addOption(configOption())
    .addHelpText('after', examples(['schedule', 'schedule --count 3 --target staging']))
    .action(async (flags: ScheduleFlags) => {
      const { saySchedule } = await import('../say-schedule.ts')
      finish(await saySchedule(terminal, flags))
    })
}
