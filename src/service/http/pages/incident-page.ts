import { codes } from '../../../model/codes.ts'
import { questions } from '../../../model/runbook.ts'
import type { Incident, RunSummary } from '../../../sinks/history/history.ts'
import { ago, count, cut, span, utc } from './format.ts'
import { type Html, markup } from './html.ts'
import { codeLink, prose } from './prose.ts'
import { runList } from './run-list.ts'

/** One incident: from when to when, what changed with it, what to do, and its runs. */
export function incidentPage(incident: Incident, runs: readonly RunSummary[], nowWallMs: number): Html {
  const { scenario, code, domain, openedWallMs, lastWallMs, closedWallMs, changes } = incident
  const isOpen = closedWallMs === null
  const lasted = span((closedWallMs ?? nowWallMs) - openedWallMs)
  const run = (id: string, words: string) =>
    markup`<a class="button" href="/runs/${encodeURIComponent(id)}">${words}</a>`
  return markup`<section class="banner s-${isOpen ? 'closed' : 'unknown'}" aria-labelledby="incident">
<h1 id="incident">${codeLink(code)} in <a href="/scenarios/${encodeURIComponent(scenario)}">${scenario}</a></h1>
<p class="lead">${isOpen ? `It has lasted for ${lasted}.` : `It is over; it lasted ${lasted}.`}</p>
<dl class="facts">
<div><dt>First failed run began</dt><dd>${utc(openedWallMs)}, ${ago(openedWallMs, nowWallMs)}</dd></div>
<div><dt>Last failed run ended</dt><dd>${utc(lastWallMs)}, ${ago(lastWallMs, nowWallMs)}</dd></div>
${closedWallMs === null ? '' : markup`<div><dt>Over since</dt><dd>${utc(closedWallMs)}</dd></div>`}
<div><dt>Failed runs</dt><dd>${incident.runs}</dd></div>
<div><dt>Whose fault</dt><dd><strong>${domain}</strong> (${questions[domain].owner})</dd></div>
</dl>
<div class="first"><h2>Do this first</h2><p>${prose(codes[code].first)}</p></div>
<p class="links">${run(incident.firstRunId, 'First evidence')} ${run(incident.lastRunId, 'Last evidence')} ${incident.endedByRunId === null ? '' : run(incident.endedByRunId, 'The run that ended it')}</p>
</section>
<section class="card" aria-labelledby="changes"><h2 id="changes">What changed with it</h2>
${changes.length === 0 ? markup`<p class="muted">Nothing that was watched: no revision, no word on the wire.</p>` : markup`<ul>${changes.map((change) => markup`<li>${cut(change)}</li>`)}</ul>`}</section>
<section class="card" aria-labelledby="runs"><h2 id="runs">${count(runs.length, 'run')} of it</h2>${runList(runs, nowWallMs)}
<p><a href="/runs?incident=${encodeURIComponent(incident.id)}&amp;limit=500">All runs of it</a></p></section>`
}
