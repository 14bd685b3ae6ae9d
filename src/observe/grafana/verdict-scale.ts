import { type Verdict, verdicts } from '../../model/words.ts'
import { of } from './ask.ts'
import type { Meaning } from './panel.ts'

const looks: Readonly<Record<Verdict, { readonly text: string; readonly color: string }>> = {
  fail: { text: 'fail', color: 'red' },
  error: { text: 'error', color: 'purple' },
  cancelled: { text: 'cancelled', color: 'gray' },
  inconclusive: { text: 'inconclusive', color: 'blue' },
  degraded: { text: 'degraded', color: 'yellow' },
  pass: { text: 'pass', color: 'green' },
}

/** Verdicts as numbers, the worst first, so that a panel can name and color them. */
export const verdictMeanings: readonly Meaning[] = verdicts.map((verdict, index) => ({
  value: index + 1,
  ...looks[verdict],
}))

/** The last verdict of each scenario as its number; `more` are matchers. */
export function lastVerdict(more = ''): string {
  const prefix = more === '' ? '' : `${more},`
  const each = verdicts.map(
    (verdict, index) => `(${of('golden_path_last_verdict', `${prefix}verdict="${verdict}"`)} == 1) * ${index + 1}`,
  )
  return `max by (scenario) (${each.join(' or ')})`
}
