import { Command } from 'commander'
import { examples } from '../examples.ts'
import { configOption } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { Terminal } from '../terminal.ts'

/** What `validate` was told. */
export type ValidateFlags = { readonly config?: string }

/** `validate`: checks all that can be checked without speaking to a target. */
export function validateCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('validate')
    .summary('check configuration, targets, scenarios and codes')
    .description(
      'Checks the configuration, the environment, every target, every scenario and the table of codes, and says what it ' +
        'checked. Speaks to no target. Exit 2 when something is wrong.',
    )
    .addOption(configOption())
    .addHelpText('after', examples(['validate', 'validate --config other.config.ts']))
    .action(async (flags: ValidateFlags) => {
      const { validateAll } = await import('../validate-all.ts')
      finish(await validateAll(terminal, flags))
    })
}
