import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { createClock } from '../../kernel/clock.ts'
import { exitCodes } from '../../model/verdict.ts'
import { cadenceOf } from '../../observe/cadence.ts'
import { changeTrouble } from '../../observe/stack/change-trouble.ts'
import { openStack, type Stack } from '../../observe/stack/open-stack.ts'
import { sayMessage } from '../../observe/stack/say-message.ts'
import { StackProblem } from '../../observe/stack/stack-problem.ts'
import { type Trouble, troubles } from '../../observe/stack/switches.ts'
import { watchedScenarios } from '../../observe/stack/watched.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { planTwin } from '../run/twin-plan.ts'
import { sayError } from '../say-error.ts'
import { loadSettings, scenariosOf } from '../settings.ts'
import { processTerminal, type Terminal } from '../terminal.ts'
import { type ObserveFlags, readObserveFlags } from './observe-flags.ts'
import { rhythmsOf } from './rhythms.ts'

const HEALTHY = '0'

/** Runs the demo of the whole way to the pager until somebody interrupts it; gives an exit code. */
async function observe(terminal: Terminal, flags: ObserveFlags): Promise<number> {
  const { out, err } = terminal
  using interrupts = listenForInterrupts(err)
  const clock = createClock()
  const { fault, afterMs } = flags
  const faults = fault === null ? [] : [fault]
  // Says what is wrong with a fault before anything is started.
  await planTwin({ dialect: undefined, faults, variant: undefined, seed: '', timeScale: 1 })
  const scenarios = await scenariosOf(await loadSettings(terminal, undefined))
  err.write('golden-path: starting twin, monitor, Prometheus and Alertmanager on loopback.\n')
  await using stack = await openStack({
    clock,
    scenarios,
    watched: watchedScenarios,
    cadence: cadenceOf(rhythmsOf(scenarios, {})),
    path: terminal.variables.PATH ?? '',
    port: flags.port,
    hear: (message) => out.write(sayMessage(message)),
  })
  err.write(greeting(stack))
  const change = (trouble: Trouble | null) =>
    changeTrouble(stack, trouble).catch((error: unknown) => void sayError(terminal, error))
  using _later =
    fault === null
      ? null
      : clock.timer(afterMs, () => {
          err.write(`golden-path: the fault ${fault} is switched on.\n`)
          void stack.twin.switchFaults([fault]).catch((error: unknown) => void sayError(terminal, error))
        })
  using lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const trouble = troubles.find(({ key }) => key === line.trim()) ?? null
    if (trouble === null && line.trim() !== HEALTHY) return err.write(keys())
    err.write(`golden-path: from now on ${trouble?.what ?? 'all is well'}.\n`)
    void change(trouble)
  })
  if (!interrupts.signal.aborted) await once(interrupts.signal, 'abort')
  return exitCodes.interrupted
}

function greeting({ monitor, prometheus, alertmanager }: Stack): string {
  return [
    '',
    `  monitor       ${monitor.url}`,
    `  Prometheus    ${prometheus.url}/alerts`,
    `  Alertmanager  ${alertmanager.url}`,
    '',
    'Everything is sixty times as fast as in real life: a minute of an on-call night takes a second. Alerts are printed',
    'here as they reach a person. Type a number and Enter:',
    '',
    keys(),
    '',
  ].join('\n')
}

function keys(): string {
  const choices = [...troubles.map(({ key, what }) => [key, what] as const), [HEALTHY, 'all is well again'] as const]
  return `${choices.map(([key, what]) => `  ${key}  ${what}`).join('\n')}\n  Ctrl-C ends it\n`
}

async function run(): Promise<number> {
  const terminal = processTerminal()
  try {
    return await observe(terminal, readObserveFlags(process.argv.slice(2)))
  } catch (error) {
    if (!(error instanceof StackProblem)) return sayError(terminal, error)
    terminal.err.write(`golden-path: ${error.message}\n`)
    return exitCodes.usage
  }
}

if (import.meta.main) process.exit(await run())
