import { Command, Option } from 'commander'
import { type DrillReporterName, drillReporterNames } from '../../reporters/drill/names.ts'
import { examples, variableHelp } from '../examples.ts'
import { reporterOption, twinOptions } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { ReporterSpec } from '../reporter-spec.ts'
import type { Terminal } from '../terminal.ts'
import { conduct, type RunFlags, selection, targetOptions } from './run.ts'

/** How often a gate runs each scenario when nobody says: as many samples as a comparison of waits needs. */
const ROUNDS = 5

/** What `gate` was told. Absent: the flag was not given. */
export type GateFlags = Omit<RunFlags, 'reporter' | 'purpose'> & {
  readonly baseline?: string
  readonly reporter: readonly ReporterSpec<DrillReporterName>[]
}

/** `gate`: decides whether a deployment may go on. */
export function gateCommand(terminal: Terminal, finish: Finish): Command {
  const command = new Command('gate')
    .summary('decide whether a deployment may go on')
    .description(
      'Runs scenarios several times and compares them with a baseline from before the deployment: verdicts, types and ' +
        'fields of events, ends of sockets, waits. Without a baseline the runs alone decide.\n\n' +
        'Exit codes: 0 open, 1 closed: a run failed or something is worse than before, 2 usage or configuration, 3 the ' +
        'monitor itself failed, 4 inconclusive, 130 interrupted.',
    )
    .argument('[scenario...]', 'ids of scenarios (default: those tagged "core")')
  for (const option of [...own(), ...targetOptions(), ...selection(ROUNDS), ...conduct(), ...twinOptions()]) {
    command.addOption(option)
  }
  return command
    .addHelpText('after', variableHelp())
    .addHelpText(
      'after',
      examples([
        'gate --target staging --real-llm --reporter json=before.json',
        'gate --target staging --real-llm --baseline before.json --reporter markdown=gate.md --reporter pretty',
        'gate golden-path --rounds 10 --baseline before.json',
      ]),
    )
    .action(async (names: string[], flags: GateFlags) => {
      const { runGate } = await import('../gate/run-gate.ts')
      finish(await runGate(terminal, names, flags))
    })
}

function own(): Option[] {
  return [
    new Option('--baseline <file>', 'JSON report of `gate` or `run` from before the deployment'),
    reporterOption(drillReporterNames),
    new Option('--output <folder>', 'keep the evidence of each run there, for `replay`'),
    new Option('--fail-on-degraded', 'close on degraded, too').default(false),
  ]
}
