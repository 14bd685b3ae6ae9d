import type { RunSummary } from '../../../sinks/history/history.ts'
import { ago, cut, ms } from './format.ts'
import { type Html, markup } from './html.ts'
import { codeLink } from './prose.ts'
import { runningBadge, verdictBadge } from './verdict-badge.ts'

/** Runs as a table; on a phone every run becomes a card of its own. `running`: ids of those that go on. */
export function runList(
  runs: readonly RunSummary[],
  nowWallMs: number,
  running: ReadonlySet<string> = new Set(),
): Html {
  if (runs.length === 0) return markup`<p class="muted">No run yet.</p>`
  return markup`<div class="scroll"><table class="runs stack">
<thead><tr><th scope="col">Run</th><th scope="col">Verdict</th><th scope="col">Scenario</th><th scope="col">Why</th><th scope="col">Took</th><th scope="col">What it says</th></tr></thead>
<tbody>${runs.map((run) => row(run, nowWallMs, running.has(run.runId)))}</tbody>
</table></div>`
}

function row(run: RunSummary, nowWallMs: number, isRunning: boolean): Html {
  const { runId, scenario, purpose, code } = run
  return markup`<tr>
<th scope="row" data-label="Run"><a href="/runs/${encodeURIComponent(runId)}">${ago(run.startedWallMs, nowWallMs)}</a></th>
<td data-label="Verdict">${isRunning ? runningBadge : verdictBadge(run.verdict)}</td>
<td data-label="Scenario"><a href="/scenarios/${encodeURIComponent(scenario)}">${scenario}</a></td>
<td data-label="Why">${purpose}</td>
<td data-label="Took" class="num">${ms(run.durationMs)}</td>
<td data-label="What it says" class="says">${code === null ? '' : markup`${codeLink(code)} `}<span class="muted">${cut(run.reason, 160)}</span></td>
</tr>`
}
