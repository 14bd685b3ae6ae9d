import { readCredentials, secretVariables } from '../config/credentials.ts'
import { remoteTargets, resolveTarget } from '../config/resolve-target.ts'
import { UsageError } from '../config/usage-error.ts'
import { createClock } from '../kernel/clock.ts'
import type { Scenario } from '../model/scenario.ts'
import type { TargetConfig } from '../model/target.ts'
import { exitCodes } from '../model/verdict.ts'
import { planWatch } from '../service/plan-watch.ts'
import { checkCodes } from './check-codes.ts'
import type { ValidateFlags } from './commands/validate.ts'
import { findTarget } from './run/choose-source.ts'
import { loadSettings, type Settings, scenariosOf } from './settings.ts'
import { targetToAsk } from './target-to-ask.ts'
import type { Terminal } from './terminal.ts'

/** One thing that was checked. */
type Check = { readonly what: string; readonly problems: readonly string[]; readonly notes: readonly string[] }

/** Checks all that can be checked without speaking to a target and says what it checked. Gives 2 when something is wrong. */
export async function validateAll(terminal: Terminal, flags: ValidateFlags): Promise<number> {
  const settings = await loadSettings(terminal, flags.config)
  const scenarios = await scenariosOf(settings)
  const checks = [
    configuration(settings),
    ...targets(terminal, settings),
    scenarioCheck(scenarios),
    scheduleCheck(settings, scenarios),
    codeCheck(scenarios),
  ]
  terminal.out.write(checks.map(said).join(''))
  const problems = checks.flatMap((check) => check.problems)
  const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`
  terminal.out.write(problems.length === 0 ? 'All is well.\n' : `${count}.\n`)
  return problems.length === 0 ? exitCodes.ok : exitCodes.usage
}

function said({ what, problems, notes }: Check): string {
  const lines = [...problems.map((line) => `    problem: ${line}\n`), ...notes.map((line) => `    note: ${line}\n`)]
  return `${problems.length === 0 ? 'ok ' : 'bad'} ${what}\n${lines.join('')}`
}

function configuration({ loaded }: Settings): Check {
  const what = loaded.file === null ? 'configuration: no file, the defaults hold' : `configuration: ${loaded.file}`
  return { what: `${what}; environment`, problems: [], notes: [] }
}

function targets(terminal: Terminal, settings: Settings): Check[] {
  const { config } = settings.loaded
  const chosen = settings.environment.target ?? config.defaultTarget
  const used = complaint(() => resolveTarget(config, settings.environment, { target: null, urls: {}, policy: null }))
  const all = Object.entries(remoteTargets(config)).map(([name, target]) =>
    targetCheck(terminal, settings, name, target),
  )
  return [{ what: `target of a command that names none: ${chosen}`, problems: used, notes: [] }, ...all]
}

/** Missing credentials are no problem here: whoever validates need not be allowed to sign in. */
function targetCheck(
  { variables }: Terminal,
  { loaded, environment }: Settings,
  name: string,
  target: TargetConfig,
): Check {
  const plain = { ...environment, urls: {}, target: name }
  const problems = complaint(() => resolveTarget(loaded.config, plain, { target: name, urls: {}, policy: null }))
  const notes = complaint(() => readCredentials(name, target.signIn, variables))
  const secrets = secretVariables(target.signIn).join(', ')
  return { what: `target ${name}: ${target.urls.ws}, signs in with ${secrets}`, problems, notes }
}

function complaint(work: () => unknown): string[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof UsageError) return [error.message]
    throw error
  }
}

function scenarioCheck(scenarios: readonly Scenario[]): Check {
  return { what: `${scenarios.length} scenarios: ${scenarios.map(({ id }) => id).join(', ')}`, problems: [], notes: [] }
}

/** For the target of a command that names none: what it lacks is not scheduled. */
function scheduleCheck(settings: Settings, scenarios: readonly Scenario[]): Check {
  const { config } = settings.loaded
  const environment = { ...settings.environment, requireTarget: false }
  if (complaint(() => findTarget({ ...settings, environment }, {})).length > 0) {
    return { what: 'schedule: not checked, because the target is not right', problems: [], notes: [] }
  }
  const target = targetToAsk(findTarget({ ...settings, environment }, {}))
  let count = 0
  const problems = complaint(() => {
    const { entries } = planWatch(config, scenarios, target, createClock().wall())
    count = entries.filter(({ off }) => off === null).length
  })
  const many = problems.length === 0 ? `: ${count} scenarios run by themselves` : ''
  return { what: `schedule in ${config.timeZone}${many}`, problems, notes: [] }
}

function codeCheck(scenarios: readonly Scenario[]): Check {
  const { count, problems } = checkCodes(scenarios)
  return { what: `${count} codes`, problems, notes: [] }
}
