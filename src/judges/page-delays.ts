import type { ScreenFact } from '../model/screen-fact.ts'
import type { Phase } from '../model/words.ts'
import { isProven } from '../protocol/nonce.ts'
import { pageLimitMs } from '../protocol/page-limits.ts'
import type { PageView } from './page-view.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

type Limit = { readonly warnMs: number; readonly failMs: number }

/** What a page showed, but late: a warning, and beyond the fail limit more than that. A time is known to within the longest delay of our own event loop. */
export function pageDelays(page: PageView, view: EvidenceView): Symptom[] {
  const { thresholds, timeScale, loopDelayMaxMs } = view.context
  const doubtMs = loopDelayMaxMs * timeScale
  const late = (what: string, phase: Phase, fromMs: number, seen: ScreenFact | undefined, limit: Limit) => {
    const ms = seen === undefined ? 0 : Math.round(seen.atMs - fromMs)
    const warnMs = pageLimitMs(limit.warnMs, timeScale)
    const failMs = pageLimitMs(limit.failMs, timeScale)
    if (seen === undefined || ms - doubtMs <= warnMs) return []
    const failed = ms - doubtMs > failMs
    return [
      symptom({
        code: 'page-slow',
        phase,
        severity: failed ? 'fail' : 'warn',
        user: page.user,
        expected: `${what} within ${failed ? failMs : warnMs} ms`,
        received: `${ms} ms`,
        frames: [seen.seq],
        window: { fromMs, toMs: seen.atMs },
      }),
    ]
  }
  const loads = page.documents.flatMap(({ atMs, seq }) => {
    const ready = page.sights.find((fact) => fact.sight === 'ready' && fact.atMs >= atMs)
    return late('a page that can be used', 'platform', atMs, ready, thresholds.page).map((each) => ({
      ...each,
      frames: [seq, ...each.frames],
    }))
  })
  const answers = page.conversations.flatMap(({ talk: { prompt, conversation } }) => {
    const { end } = conversation
    if (prompt === null || (end?.kind !== 'completed' && end?.kind !== 'settled')) return []
    const answer = page.sights.find(
      ({ sight, text, seq }) =>
        sight === 'answer' && seq > prompt.frame && isProven(text, prompt.expected, view.context.capabilities.proof),
    )
    return late('the answer on the screen', 'answer', end.atMs, answer, thresholds.screen)
  })
  return [...loads, ...answers]
}
