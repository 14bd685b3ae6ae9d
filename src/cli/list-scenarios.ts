import type { Scenario } from '../model/scenario.ts'
import { exitCodes } from '../model/verdict.ts'
import type { ListFlags } from './commands/list.ts'
import { selectScenarios } from './select-scenarios.ts'
import { loadSettings, scenariosOf } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Prints every scenario that meets the flags. */
export async function listScenarios(terminal: Terminal, flags: ListFlags): Promise<number> {
  const all = await scenariosOf(await loadSettings(terminal, flags.config))
  const chosen = selectScenarios(all, { names: [], tags: flags.tag, patterns: flags.pattern })
  terminal.out.write(chosen.map(entry).join('\n'))
  return exitCodes.ok
}

function entry(scenario: Scenario): string {
  const { id, summary, cron, tags } = scenario
  const lines = [id, `  ${summary}`, `  runs   ${cron}`, `  costs  ${cost(scenario)}`, `  tags   ${tags.join(', ')}`]
  return [...lines, ...options(scenario), ''].join('\n')
}

function options(scenario: Scenario): string[] {
  return Object.entries(scenario.options ?? {}).map(
    ([name, { summary, values }]) => `  --set ${name}=${values.join('|')}  ${summary}`,
  )
}

/** What one run asks of a target at the default number of users. */
function cost({ users, bystanders, sacrificial = 0, requests, promptsPerUser }: Scenario): string {
  const range = users.min === users.max ? '' : ` (${users.min} to ${users.max})`
  const count = requests.perRun + requests.perUser * (users.default + bystanders + sacrificial)
  const silent = bystanders === 0 ? '' : ` and ${plural(bystanders, 'silent one')}`
  const spare = sacrificial === 0 ? '' : ` and ${plural(sacrificial, 'sacrificial one')}`
  const prompts = promptsPerUser === 0 ? 'no prompts' : plural(promptsPerUser * (users.default + sacrificial), 'prompt')
  return `${plural(users.default, 'user')}${range}${silent}${spare}, ${plural(count, 'request')}, ${prompts}`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
