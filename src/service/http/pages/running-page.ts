import type { LiveRun } from '../live/live-board.ts'
import { type Html, markup } from './html.ts'
import { liveRun } from './live-page.ts'

/** A run that has not ended: as far as it has come. Null: it has told nothing yet. */
export type RunningView = { readonly runId: string; readonly scenario: string; readonly live: LiveRun | null }

/** In place of the flight recorder as long as a run goes on. */
export function runningPage({ runId, scenario, live }: RunningView, nowWallMs: number): Html {
  return markup`<h1 data-going>${scenario} goes on</h1>
${live === null ? markup`<section class="card"><p>Run <code>${runId}</code> is about to begin.</p></section>` : liveRun(live, nowWallMs)}
<p class="muted">When it has ended, its flight recorder stands here. <a href="/runs/${encodeURIComponent(runId)}">Look again</a></p>`
}
