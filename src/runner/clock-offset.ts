import type { Fact } from '../model/evidence.ts'

/**
 * How far the target's clock is ahead of ours, in real milliseconds, by the Date header of the fastest HTTP answer, which
 * bounds it best. A Date header has whole seconds, so less than a second means nothing. Null without such a header.
 */
export function clockOffset(facts: readonly Fact[], startedAtMs: number, timeScale: number): number | null {
  const dated = facts.flatMap((fact) => {
    if (fact.kind !== 'http') return []
    const date = Date.parse(fact.headers.date ?? '')
    return Number.isNaN(date) ? [] : [{ date, endMs: fact.endMs, tookMs: fact.endMs - fact.atMs }]
  })
  const best = dated.sort((a, b) => a.tookMs - b.tookMs)[0]
  return best === undefined ? null : best.date - (startedAtMs + best.endMs / timeScale)
}
