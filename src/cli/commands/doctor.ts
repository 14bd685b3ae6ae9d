import { Command, Option } from 'commander'
import { examples, variableHelp } from '../examples.ts'
import { configOption } from '../flags.ts'
import type { Finish } from '../program.ts'
import type { Terminal } from '../terminal.ts'

/** What `doctor` was told. */
export type DoctorFlags = { readonly target?: string; readonly realLlm: boolean; readonly config?: string }

/** `doctor`: the first contact with a real target. */
export function doctorCommand(terminal: Terminal, finish: Finish): Command {
  return new Command('doctor')
    .summary('make first contact with a target, one rung at a time')
    .description(
      'Goes up one rung after the other: configuration, DNS, TLS, clock, credentials, dialect, identity echo, negative ' +
        'controls, capabilities, latencies. Says what is wrong and what to do, and prints the configuration to paste. ' +
        'Changes nothing at the target; with --real-llm it sends one prompt.\n\n' +
        'Exit codes: 0 nothing is broken, 1 a rung is broken, 2 usage or configuration, 3 the monitor itself failed, ' +
        '4 inconclusive, 130 interrupted.',
    )
    .addOption(new Option('--env, --target <name>', 'target by name: staging, or one of the configuration file'))
    .addOption(new Option('--real-llm', 'allow one prompt, which costs LLM tokens').default(false))
    .addOption(configOption())
    .addHelpText('after', variableHelp())
    .addHelpText('after', examples(['doctor --target staging', 'doctor --target staging --real-llm']))
    .action(async (flags: DoctorFlags) => {
      const { runDoctor } = await import('../doctor/run-doctor.ts')
      finish(await runDoctor(terminal, flags))
    })
}
