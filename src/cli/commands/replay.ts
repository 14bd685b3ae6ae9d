import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { reporterOption } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { ReporterSpec } from '../reporter-spec.ts'
import type { Terminal } from '../terminal.ts'

/** What `replay` was told. */
export type ReplayFlags = { readonly reporter: readonly ReporterSpec[]; readonly failOnDegraded: boolean }

/** `replay`: judges evidence again, offline. */
export function replayCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('replay')
    .summary('judge kept evidence again')
    .description('Judges evidence files again, without speaking to anybody. Same reporters and exit codes as `run`.')
    .argument('<evidence...>', 'files that `run --output` kept')
    .addOption(reporterOption())
    .addOption(new Option('--fail-on-degraded', 'exit 1 on degraded, too').default(false))
    .addHelpText('after', examples(['replay evidence/*.evidence.json', 'replay run.evidence.json --reporter json']))
    .action(async (files: string[], flags: ReplayFlags) => {
      const { replayEvidence } = await import('../replay-evidence.ts')
      finish(await replayEvidence(terminal, files, flags))
    })
}
