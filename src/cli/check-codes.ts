import { codeNames, codes } from '../model/codes.ts'
import type { Scenario } from '../model/scenario.ts'

const prose = ['wire', 'causes', 'apart', 'first'] as const

/** What is wrong with the table of codes: gaps in its prose, scenarios that do not exist. */
export function checkCodes(scenarios: readonly Scenario[]): {
  readonly count: number
  readonly problems: readonly string[]
} {
  const ids = scenarios.map(({ id }) => id)
  const problems = codeNames.flatMap((code) => {
    const entry = codes[code]
    const gaps = prose.filter((field) => entry[field].trim() === '')
    const strangers = entry.scenarios.filter((id) => !ids.includes(id))
    return [
      ...(gaps.length === 0 ? [] : [`${code} says nothing under ${gaps.join(', ')}`]),
      ...strangers.map((id) => `${code} names the scenario "${id}", which does not exist`),
    ]
  })
  return { count: codeNames.length, problems }
}
