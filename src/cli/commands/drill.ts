import { Command, Option } from 'commander'
import { parseTimeScale } from '../../config/environment.ts'
import { type Dialect, dialects } from '../../model/words.ts'
import { type DrillReporterName, drillReporterNames } from '../../reporters/drill/names.ts'
import { examples } from '../examples.ts'
import { collect, configOption, oneOf, reporterOption, wholeNumber } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { ReporterSpec } from '../reporter-spec.ts'
import type { Terminal } from '../terminal.ts'

/** What `drill` was told. Absent: the flag was not given. */
export type DrillFlags = {
  readonly fault: readonly string[]
  readonly variant: readonly string[]
  readonly scenario: readonly string[]
  readonly allScenarios: boolean
  readonly rounds: number
  readonly short: boolean
  readonly dialect: Dialect | 'cycle'
  readonly timeScale?: number
  readonly parallel?: number
  readonly seed?: string
  readonly reporter: readonly ReporterSpec<DrillReporterName>[]
  readonly output?: string
  readonly dataDir?: string
  readonly config?: string
}

/** `drill`: proves that the monitor sees every known fault, names it, and leaves a healthy target in peace. */
export function drillCommand(terminal: Terminal, finish: Finish): Command {
  const command = new Command('drill')
    .summary('prove that the monitor sees every fault of the twin')
    .description(
      'Runs the scenarios against healthy variants and against every fault of our own twin, and holds what the monitor ' +
        'says against what is true. It tests the monitor, not a target.\n\n' +
        'Exit codes: 0 every fault was caught and named and nothing healthy alarmed, 1 not so, 2 usage or configuration, ' +
        '130 interrupted.',
    )
  for (const option of [...selection(), ...conduct(), ...output()]) command.addOption(option)
  return command
    .addHelpText(
      'after',
      examples([
        'drill --short',
        'drill --fault agent-death-silent --scenario golden-path',
        'drill --reporter pretty --reporter json=drill.json --output evidence',
        'drill --dialect cycle --rounds 4',
      ]),
    )
    .action(async (flags: DrillFlags) => {
      const { drillTwin } = await import('../drill/drill-twin.ts')
      finish(await drillTwin(terminal, flags))
    })
}

function selection(): Option[] {
  return [
    new Option('--fault <name>', 'only this fault; may be given more than once').default([], 'all').argParser(collect),
    new Option('--variant <name>', 'only this healthy variant; may be given more than once')
      .default([], 'all')
      .argParser(collect),
    new Option('--scenario <id>', 'only this scenario; may be given more than once')
      .default([], 'all')
      .argParser(collect),
    new Option('--all-scenarios', 'healthy variants meet every scenario, not only the core ones').default(false),
    new Option('--short', 'a choice that touches every domain and every judge').default(false),
    configOption(),
  ]
}

function conduct(): Option[] {
  const spoken = [...dialects, 'cycle'] as const
  return [
    new Option('--rounds <n>', 'how often to run each cell').default(1).argParser(wholeNumber('--rounds')),
    new Option('--dialect <name>', `what faulty twins speak: ${spoken.join(', ')} (each its own, by the seed)`)
      .default('handshake')
      .argParser(oneOf('dialect', spoken)),
    new Option(
      '--time-scale <factor>',
      'how much faster all twins live (default: what is right for each)',
    ).argParser<number>((text) => parseTimeScale('--time-scale', text)),
    new Option('--parallel <n>', 'how many twins live at once (default: by the number of cores)').argParser(
      wholeNumber('--parallel'),
    ),
    new Option('--seed <text>', 'repeats the choices of an earlier drill (default: always the same)'),
  ]
}

function output(): Option[] {
  return [
    reporterOption(drillReporterNames),
    new Option('--output <folder>', 'keep the evidence of each run there, for `replay`'),
    new Option('--data-dir <folder>', 'keep the score there, for the monitor that shows it'),
  ]
}
