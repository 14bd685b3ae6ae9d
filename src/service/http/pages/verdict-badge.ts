import type { RunSummary } from '../../../sinks/history/history.ts'
import { type Html, markup } from './html.ts'

/** What a run says, or that there is none yet. */
export type Standing = RunSummary['verdict'] | 'none'

/** A sign for each verdict, so that nobody needs to see colours. */
export const signs: Readonly<Record<Standing, string>> = {
  pass: '✓',
  degraded: '△',
  fail: '✕',
  error: '!',
  inconclusive: '?',
  cancelled: '–',
  unfinished: '…',
  none: '·',
}

/** In place of a verdict while a run goes on. */
export const runningBadge: Html = markup`<span class="badge v-running"><span aria-hidden="true">…</span> running</span>`

/** A verdict as a coloured word with its sign. */
export function verdictBadge(verdict: Standing): Html {
  const word = verdict === 'none' ? 'no run yet' : verdict
  return markup`<span class="badge v-${verdict}"><span aria-hidden="true">${signs[verdict]}</span> ${word}</span>`
}
