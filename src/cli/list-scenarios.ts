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
  return [id, `  ${summary}`, `  runs   ${cron}`, `  costs  ${cost(scenario)}`, `  tags   ${tags.join(', ')}`, ''].join(
    '\n',
  )
}

/** What one run asks of a target at the default number of users. */
function cost({ users, bystanders, requests, promptsPerUser }: Scenario): string {
  const range = users.min === users.max ? '' : ` (${users.min} to ${users.max})`
  const count = requests.perRun + requests.perUser * (users.default + bystanders)
  const silent = bystanders === 0 ? '' : ` and ${plural(bystanders, 'silent one')}`
  const prompts = promptsPerUser === 0 ? 'no prompts' : plural(promptsPerUser * users.default, 'prompt')
  return `${plural(users.default, 'user')}${range}${silent}, ${plural(count, 'request')}, ${prompts}`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
