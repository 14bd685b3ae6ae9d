import type { RunSummary } from '../../../sinks/history/history.ts'
import type { Scheduled } from '../../service.ts'
import { latencyOf, percentilesOf } from '../view/latency.ts'
import type { ScenarioStanding } from '../view/standing.ts'
import { comparison, comparisonForm } from './comparison.ts'
import { count, cut, ms, percent, span, until } from './format.ts'
import { type Html, markup } from './html.ts'
import { codeLink } from './prose.ts'
import { runList } from './run-list.ts'
import { scroll } from './scroll.ts'
import { strip } from './strip.ts'
import { verdictBadge } from './verdict-badge.ts'

/** What is shown of a scenario. */
export type ScenarioView = {
  readonly scheduled: Scheduled
  readonly standing: ScenarioStanding
  /** Newest first, of all purposes. */
  readonly runs: readonly RunSummary[]
  /** Two runs side by side, if two were chosen. */
  readonly pair: readonly [RunSummary, RunSummary] | null
}

const LISTED = 20

/** How a scenario has been doing: its verdicts, how long things took, what went wrong how often. */
export function scenarioPage({ scheduled, standing, runs, pair }: ScenarioView, nowWallMs: number): Html {
  const { scenario } = scheduled
  const ended = runs.filter(({ runId }) => runId !== scheduled.runId)
  return markup`${head(scheduled, standing, nowWallMs)}
<section class="card" aria-labelledby="latency"><h2 id="latency">How long things took</h2>
<div class="chart" data-latency="/api/v1/scenarios/${encodeURIComponent(scenario.id)}/latency"></div>
${percentileTable(runs)}</section>
<section class="card" aria-labelledby="history"><h2 id="history">Verdicts</h2><p>${strip(ended.slice(0, 200).toReversed())}</p>
${runList(runs.slice(0, LISTED), nowWallMs, new Set(scheduled.runId === null ? [] : [scheduled.runId]))}<p><a href="/runs?scenario=${encodeURIComponent(scenario.id)}">All runs of it</a></p></section>
<div class="halves"><section class="card" aria-labelledby="codes"><h2 id="codes">What went wrong, how often</h2>${codeTable(runs)}</section>
<section class="card" aria-labelledby="compare"><h2 id="compare">Two runs side by side</h2>${comparisonForm(scenario.id, runs, pair)}${pair === null ? '' : comparison(pair)}</section></div>`
}

function head({ scenario, cron, timeZone }: Scheduled, standing: ScenarioStanding, nowWallMs: number): Html {
  const { min, max, default: usual } = scenario.users
  const since = standing.sinceWallMs === null ? '' : ` for ${span(nowWallMs - standing.sinceWallMs)}`
  return markup`<section class="card" aria-labelledby="scenario"><h1 id="scenario">${scenario.id} ${verdictBadge(standing.verdict)}</h1>
<p class="lead">${scenario.summary}</p>
<dl class="facts">
<div><dt>Says so</dt><dd>${since === '' ? '–' : since}</dd></div>
<div><dt>Success, 24 h</dt><dd>${percent(standing.successRate)} of ${standing.dayRuns}</dd></div>
<div><dt>1011s, 24 h</dt><dd>${standing.closes1011}</dd></div>
<div><dt>Runs</dt><dd>${cron === null ? 'only by hand' : markup`<code>${cron}</code> ${timeZone}`}</dd></div>
<div><dt>Next</dt><dd>${standing.nextWallMs === null ? '–' : until(standing.nextWallMs, nowWallMs)}</dd></div>
<div><dt>Tags</dt><dd>${scenario.tags.join(', ')}</dd></div>
</dl>
${standing.reason === '' ? '' : markup`<p>${cut(standing.reason)}</p>`}
<form class="filters" method="post" action="/runs"><input type="hidden" name="scenario" value="${scenario.id}">
<label>Users <input name="users" type="number" min="${min}" max="${max}" value="${usual}"></label>
<label>Seed <input name="seed" placeholder="a fresh one" maxlength="100"></label><button class="button">Run it now</button></form>
<p class="muted">It is out to see: ${scenario.hunts.map((code) => markup`${codeLink(code)} `)}</p></section>`
}

function percentileTable(runs: readonly RunSummary[]): Html {
  const rows = percentilesOf(latencyOf(runs))
  return scroll(
    'Waits',
    markup`<table><caption class="muted">Of the latest ${count(runs.length, 'run')}; of each run the slowest user</caption><thead><tr><th scope="col">Wait</th><th scope="col">Runs</th><th scope="col">p50</th><th scope="col">p95</th><th scope="col">longest</th></tr></thead>
<tbody>${rows.map(
      (row) =>
        markup`<tr><th scope="row">${row.measure}</th><td class="num">${row.count}</td><td class="num">${ms(row.p50Ms)}</td><td class="num">${ms(row.p95Ms)}</td><td class="num">${ms(row.maxMs)}</td></tr>`,
    )}</tbody></table>`,
  )
}

function codeTable(runs: readonly RunSummary[]): Html {
  const byCode = Map.groupBy(
    runs.flatMap((run) => (run.code === null ? [] : [{ code: run.code, run }])),
    ({ code }) => code,
  )
  if (byCode.size === 0) return markup`<p class="muted">Nothing in the latest ${count(runs.length, 'run')}.</p>`
  const rows = [...byCode].toSorted(([, a], [, b]) => b.length - a.length)
  return markup`<div class="scroll"><table><thead><tr><th scope="col">Failure</th><th scope="col">Runs</th><th scope="col">Last</th></tr></thead><tbody>${rows.map(
    ([code, all]) =>
      markup`<tr><th scope="row">${codeLink(code)}</th><td class="num">${all.length}</td><td>${all.slice(0, 1).map(({ run }) => markup`<a href="/runs/${encodeURIComponent(run.runId)}">${run.runId}</a>`)}</td></tr>`,
  )}</tbody></table></div>`
}
