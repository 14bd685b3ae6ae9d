import { Command } from 'commander'
import { examples } from '../examples.ts'
import type { Finish } from '../program.ts'
import type { Terminal } from '../terminal.ts'

/** `explain`: tells what is known of a code. */
export function explainCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('explain')
    .summary('tell what is known of a code')
    .description('Tells what a code looks like on the wire, what causes it, its neighbours and what to do first.')
    .argument('<code>', 'a code as it stands in a finding')
    .addHelpText('after', examples(['explain factory-ssot-validation-1011']))
    .action(async (code: string) => {
      const { explainCode } = await import('../explain-code.ts')
      finish(explainCode(terminal, code))
    })
}
