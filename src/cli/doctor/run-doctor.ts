import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readCredentials } from '../../config/credentials.ts'
import { dataDir } from '../../config/data-dir.ts'
import { resolveTarget } from '../../config/resolve-target.ts'
import { UsageError } from '../../config/usage-error.ts'
import { openGuard } from '../../guard/open-guard.ts'
import { createClock } from '../../kernel/clock.ts'
import { inert } from '../../kernel/inert.ts'
import type { Target } from '../../model/target.ts'
import { exitCode, exitCodes } from '../../model/verdict.ts'
import { probeHost } from '../../probes/host-probe.ts'
import { type RunResult, runScenario } from '../../runner/run-scenario.ts'
import type { DoctorFlags } from '../commands/doctor.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { loadSettings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import { capabilitiesOf, contactRungs } from './contact-rungs.ts'
import { firstContact } from './first-contact.ts'
import { dnsRung, tlsRung } from './host-rungs.ts'
import { pasteConfig } from './paste-config.ts'
import { type Rung, rungNames } from './rung.ts'

/** `doctor`, from flags to exit code. Throws a UsageError for a broken configuration: that is the lowest rung. */
export async function runDoctor(terminal: Terminal, flags: DoctorFlags): Promise<number> {
  const settings = await loadSettings(terminal, flags.config)
  const { environment, loaded } = settings
  const wish = { target: flags.target ?? null, urls: {}, policy: null }
  const resolved = resolveTarget(loaded.config, environment, wish)
  if (resolved.kind !== 'ready') {
    throw new UsageError(
      'The embedded twin needs no doctor: it is started with each command.',
      'Name a target: --target staging.',
    )
  }
  const { target } = resolved
  const credentials = readCredentials(target.name, target.signIn, terminal.variables)
  const tell = teller(terminal)
  tell({ name: 'configuration', state: 'ok', said: `target ${target.name}, ${target.urls.ws}`, todo: '' })
  using interrupts = listenForInterrupts(terminal.err)
  const clock = createClock()
  const { signal } = interrupts
  const hosts = await Promise.all(hostsOf(target).map((url) => probeHost(url, { clock, signal })))
  const ground = [dnsRung(hosts), tlsRung(hosts, clock.wall())]
  for (const rung of ground) tell(rung)
  if (ground.some(({ state }) => state === 'broken')) return close(terminal, tell, rungNames.slice(ground.length))
  using guard = openGuard({ file: join(dataDir(terminal.cwd, terminal.variables, loaded), 'guard.sqlite'), clock })
  const prompts = flags.realLlm || target.realLlm
  const result = await runScenario(
    {
      scenario: firstContact(prompts),
      // What the agent cannot prove is what we are here to learn.
      target: { ...target, capabilities: { ...target.capabilities, tools: false, proof: 'present' } },
      credentials,
      guard,
      timeScale: 1,
      users: 1,
      seed: randomBytes(4).toString('hex'),
      purpose: 'probe',
      signal,
      progress: () => undefined,
    },
    clock,
  )
  return conclude(terminal, { tell, target, prompts, result })
}

type Conclusion = {
  readonly tell: (rung: Rung) => void
  readonly target: Target
  readonly prompts: boolean
  readonly result: RunResult
}

function conclude(terminal: Terminal, { tell, target, prompts, result }: Conclusion): number {
  const { report, evidence } = result
  const verdictCode = exitCode(report.verdict, { failOnDegraded: false })
  if (evidence === null) {
    terminal.out.write(`\nNothing was asked: ${inert(report.reason)}\n`)
    return verdictCode
  }
  const rungs = contactRungs({ report, evidence }, target.thresholds, prompts)
  for (const rung of rungs) tell(rung)
  const isBroken = rungs.some(({ state }) => state === 'broken')
  if (!isBroken && verdictCode !== exitCodes.ok) {
    terminal.out.write(`\nThe run itself is ${report.verdict}: ${inert(report.reason)}\n`)
    return verdictCode
  }
  const first = rungs.find(({ state }) => state === 'broken')
  terminal.out.write(first === undefined ? '\nNothing is broken.\n' : `\nBegin with: ${first.name}.\n`)
  terminal.out.write(
    `\nFor golden-path.config.ts:\n\n${pasteConfig(target, prompts && !isBroken ? capabilitiesOf(evidence) : null)}`,
  )
  return isBroken ? exitCodes.fail : exitCodes.ok
}

/** Says of the rungs above a broken one that nobody went there. */
function close({ out }: Terminal, tell: (rung: Rung) => void, names: readonly string[]): number {
  for (const name of names) tell({ name, state: 'not-run', said: 'a lower rung is broken', todo: '' })
  out.write('\nNothing was sent: no credential goes where a name or a certificate is wrong.\n')
  return exitCodes.fail
}

function teller({ out }: Terminal): (rung: Rung) => void {
  return ({ name, state, said, todo }) => {
    out.write(`${state.padEnd(8)} ${name}: ${inert(said)}\n${todo === '' ? '' : `         do: ${inert(todo)}\n`}`)
  }
}

/** Every host of a target once, with the scheme and port of its first address. */
function hostsOf({ urls }: Target): URL[] {
  const all = Object.values(urls).flatMap((text) => (text === undefined ? [] : [new URL(text)]))
  return [...Map.groupBy(all, ({ host }) => host).values()].flatMap(([first]) => first ?? [])
}
