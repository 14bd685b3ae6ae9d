import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { collect, configOption } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { Terminal } from '../terminal.ts'

/** What `list` was told. */
export type ListFlags = {
  readonly tag: readonly string[]
  readonly pattern: readonly string[]
  readonly config?: string
}

/** `list`: shows the scenarios there are. */
export function listCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('list')
    .summary('show the scenarios')
    .description('Shows every scenario with what it does, what it costs, when it runs and its tags.')
    .addOption(new Option('--tag <tag>', 'only scenarios with this tag').default([], 'none').argParser(collect))
    .addOption(
      new Option('--pattern <glob>', 'only scenarios whose id or a tag matches').default([], 'none').argParser(collect),
    )
    .addOption(configOption())
    .addHelpText('after', examples(['list', 'list --tag isolation', 'list --pattern "cross-*"']))
    .action(async (flags: ListFlags) => {
      const { listScenarios } = await import('../list-scenarios.ts')
      finish(await listScenarios(terminal, flags))
    })
}
