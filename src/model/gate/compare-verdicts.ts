import type { RunReport } from '../report.ts'
import type { Severity } from '../words.ts'
import type { Check } from './gate-report.ts'

type Runs = readonly RunReport[]

/** Compares what runs of one scenario said: a failure under a new name is worse, a new warning is a change. */
export function compareVerdicts(scenario: string, before: Runs, after: Runs): Check {
  const failures = news(before, after, 'fail')
  const warnings = news(before, after, 'warn')
  const gone = [...news(after, before, 'fail'), ...news(after, before, 'warn')]
  const said = { scenario, aspect: 'verdicts', before: tally(before), after: tally(after) } as const
  if (failures.length > 0) return { ...said, state: 'worse', reason: `new failures: ${failures.join(', ')}` }
  if (warnings.length > 0) return { ...said, state: 'changed', reason: `new warnings: ${warnings.join(', ')}` }
  if (gone.length > 0) return { ...said, state: 'changed', reason: `no more ${gone.join(', ')}` }
  const fails = after.some(({ verdict }) => verdict === 'fail')
  return { ...said, state: 'same', reason: fails ? 'it fails as it did before' : 'nothing new' }
}

/** Codes that only the later runs have. */
function news(before: Runs, after: Runs, severity: Severity): string[] {
  const known = new Set<string>(codesOf(before, severity))
  return [...new Set(codesOf(after, severity))].filter((code) => !known.has(code))
}

function codesOf(runs: Runs, severity: Severity): string[] {
  return runs.flatMap(({ findings }) => findings.filter((each) => each.severity === severity).map(({ code }) => code))
}

function tally(runs: Runs): string {
  const groups = Map.groupBy(runs, ({ verdict }) => verdict)
  return [...groups].map(([verdict, all]) => `${all.length} ${verdict}`).join(', ')
}
