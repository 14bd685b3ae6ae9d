import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { reporterOption } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { ReporterSpec } from '../reporter-spec.ts'
import type { Terminal } from '../terminal.ts'

/** What `replay` was told. */
export type ReplayFlags = {
  readonly reporter: readonly ReporterSpec[]
  readonly failOnDegraded: boolean
  readonly har?: string
  readonly output?: string
}

/** `replay`: judges evidence again, offline. */
export function replayCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('replay')
    .summary('judge kept evidence, or the HAR of a browser')
    .description(
      'Judges evidence again, without speaking to anybody; or a HAR that Chrome or Edge exported, so that the session of a ' +
        'customer can be judged. Same reporters and exit codes as `run`.',
    )
    .argument('<file...>', 'evidence that `run --output` kept, or HAR files')
    .addOption(reporterOption())
    .addOption(new Option('--fail-on-degraded', 'exit 1 on degraded, too').default(false))
    .addOption(new Option('--har <file>', 'write the evidence as a HAR, too (one input file only)'))
    .addOption(new Option('--output <folder>', 'keep the evidence that a HAR was turned into'))
    .addHelpText(
      'after',
      examples([
        'replay evidence/*.evidence.json',
        'replay run.evidence.json --reporter json',
        'replay customer.har --output evidence',
        'replay run.evidence.json --har run.har',
      ]),
    )
    .action(async (files: string[], flags: ReplayFlags) => {
      const { replayEvidence } = await import('../replay-evidence.ts')
      finish(await replayEvidence(terminal, files, flags))
    })
}
