import { codes } from '../../../model/codes.ts'
import { questions } from '../../../model/runbook.ts'
import { verdicts } from '../../../model/words.ts'
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
<section class="card" aria-labelledby="scenarios"><h2 id="scenarios">Scenarios</h2>${scenarioTable(scenarios.toSorted(byTrouble), nowWallMs)}</section>
<section class="card" aria-labelledby="latest"><h2 id="latest">Latest runs</h2>${runList(latest, nowWallMs, runningOf(scenarios))}
<p><a href="/runs">All runs</a></p></section>`
}

/** The runs that go on. */
function runningOf(scenarios: readonly ScenarioStanding[]): ReadonlySet<string> {
  return new Set(scenarios.flatMap(({ runningId }) => runningId ?? []))
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
${worst === null ? markup`<p>${calm(state, scenarios, nowWallMs)}</p>` : trouble(worst, scenarios, nowWallMs)}
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

/** What needs somebody first, then what is watched most closely, then what has said something at all. */
function byTrouble(a: ScenarioStanding, b: ScenarioStanding): number {
  const rank = ({ verdict, isCore }: ScenarioStanding) => {
    const at = verdict === 'none' || verdict === 'unfinished' ? verdicts.length : verdicts.indexOf(verdict)
    return 2 * at + (isCore ? 0 : 1)
  }
  return rank(a) - rank(b)
}

function trouble(worst: ScenarioStanding, scenarios: readonly ScenarioStanding[], nowWallMs: number): Html {
  const { scenario, verdict, sinceWallMs, domain, code, lastRunId } = worst
  const since = sinceWallMs === null ? '' : `, since ${utc(sinceWallMs)} (${span(nowWallMs - sinceWallMs)})`
  const others = scenarios.filter((each) => each !== worst && each.verdict === verdict)
  const too = others.slice(0, 6).map((each) => each.scenario)
  return markup`<p class="lead"><a href="/scenarios/${scenario}">${scenario}</a> says <strong>${verdict}</strong>${since}${worst.isStale ? ', and nothing has come from it since' : ''}${too.length === 0 ? '' : `; so ${too.length === 1 ? 'does' : 'do'} ${too.join(', ')}${others.length > 6 ? ' and more' : ''}`}.</p>
${domain === null ? '' : markup`<dl class="facts"><div><dt>Whose fault</dt><dd><strong>${domain}</strong></dd></div>${code === null ? '' : markup`<div><dt>Failure</dt><dd>${codeLink(code)}</dd></div>`}<div><dt>Who is called</dt><dd>${questions[domain].owner}</dd></div></dl>`}
<p class="reason">${cut(worst.reason)}</p>
${code === null ? '' : markup`<div class="first"><h2>Do this first</h2><p>${prose(codes[code].first)}</p></div>`}
${lastRunId === null ? '' : markup`<p><a class="button" href="/runs/${encodeURIComponent(lastRunId)}">Open the flight recorder of the last run</a></p>`}`
}
