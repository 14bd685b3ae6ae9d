import { codes } from '../../../model/codes.ts'
import { questions } from '../../../model/runbook.ts'
import type { Overview, PathState } from '../view/overview.ts'
import type { ScenarioStanding } from '../view/standing.ts'
import { cut, span, utc } from './format.ts'
import { type Html, markup } from './html.ts'
import { incidentList } from './incident-list.ts'
import { codeLink, prose } from './prose.ts'
import { runList } from './run-list.ts'
import { scenarioTable } from './scenario-table.ts'

/** Where on-call looks first: is the golden path open, whose fault is it, what to do, and how each scenario stands. */
export function overviewPage(overview: Overview, nowWallMs: number): Html {
  const { incidents, scenarios, latest } = overview
  return markup`
${banner(overview, nowWallMs)}
${incidents.length === 0 ? '' : markup`<section class="card" aria-labelledby="open-incidents"><h2 id="open-incidents">Open incidents</h2>${incidentList(incidents, nowWallMs)}</section>`}
<section class="card" aria-labelledby="scenarios"><h2 id="scenarios">Scenarios</h2>${scenarioTable(scenarios, nowWallMs)}</section>
<section class="card" aria-labelledby="latest"><h2 id="latest">Latest runs</h2>${runList(latest, nowWallMs)}
<p><a href="/runs">All runs</a></p></section>`
}

const headlines: Readonly<Record<PathState, string>> = {
  open: 'The golden path is open',
  degraded: 'The golden path is open, with warnings',
  impaired: 'The golden path is open, but not everywhere',
  closed: 'The golden path is closed',
  unknown: 'Nobody can say whether the golden path is open',
}

function banner({ state, worst, scenarios }: Overview, nowWallMs: number): Html {
  return markup`<section class="banner s-${state}" aria-labelledby="state">
<h1 id="state">${headlines[state]}</h1>
${worst === null ? markup`<p>${calm(state, scenarios, nowWallMs)}</p>` : trouble(worst, nowWallMs)}
</section>`
}

function calm(state: PathState, scenarios: readonly ScenarioStanding[], nowWallMs: number): string {
  const nextMs = Math.min(...scenarios.flatMap(({ nextWallMs }) => nextWallMs ?? []))
  if (state === 'unknown') {
    const due = Number.isFinite(nextMs) ? `The first is due in ${span(nextMs - nowWallMs)}.` : 'None is planned.'
    return `No run of the schedule has ended yet. ${due}`
  }
  const core = scenarios.filter(({ isCore }) => isCore)
  const last = Math.max(...core.flatMap(({ lastWallMs }) => lastWallMs ?? []))
  return `Every core scenario held when it was last run${Number.isFinite(last) ? `, ${span(nowWallMs - last)} ago` : ''}.`
}

function trouble(worst: ScenarioStanding, nowWallMs: number): Html {
  const { scenario, verdict, sinceWallMs, domain, code, lastRunId } = worst
  const since = sinceWallMs === null ? '' : `, since ${utc(sinceWallMs)} (${span(nowWallMs - sinceWallMs)})`
  return markup`<p class="lead"><a href="/scenarios/${scenario}">${scenario}</a> says <strong>${verdict}</strong>${since}${worst.isStale ? ', and nothing has come from it since' : ''}.</p>
${domain === null ? '' : markup`<dl class="facts"><div><dt>Whose fault</dt><dd><strong>${domain}</strong></dd></div>${code === null ? '' : markup`<div><dt>Failure</dt><dd>${codeLink(code)}</dd></div>`}<div><dt>Who is called</dt><dd>${questions[domain].owner}</dd></div></dl>`}
<p class="reason">${cut(worst.reason)}</p>
${code === null ? '' : markup`<div class="first"><h2>Do this first</h2><p>${prose(codes[code].first)}</p></div>`}
${lastRunId === null ? '' : markup`<p><a class="button" href="/runs/${encodeURIComponent(lastRunId)}">Open the flight recorder of the last run</a></p>`}`
}
