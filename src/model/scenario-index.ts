import type { Scenario } from './scenario.ts'

/** docs/scenarios.md: what each scenario does, when it runs by default, what it costs, with a link to its page. */
export function scenarioIndex(scenarios: readonly Scenario[]): string {
  const sorted = scenarios.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return `# Scenarios

Made by \`npm run docs\` from \`scenarios/\`. Each page says what the scenario does to the target, what it costs, and what a red means. What
hurts the target or takes long carries the tag \`off\` and runs only when it is named. Requests are those outside \`/api/\` of one run with its
default users; prompts cost LLM tokens on a real target.

| scenario | what it does | schedule (UTC) | users | requests | prompts | tags |
| --- | --- | --- | --- | --- | --- | --- |
${sorted.map(line).join('\n')}
`
}

function line(scenario: Scenario): string {
  const { id, summary, cron, users, bystanders, sacrificial = 0, requests, promptsPerUser, tags } = scenario
  const all = users.default + bystanders + sacrificial
  const cells = [
    `[${id}](scenarios/${id}.md)`,
    summary,
    `\`${cron}\``,
    all,
    requests.perRun + requests.perUser * all,
    promptsPerUser * (users.default + sacrificial),
    tags.join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}
