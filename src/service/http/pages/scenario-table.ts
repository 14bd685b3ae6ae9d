import type { ScenarioStanding } from '../view/standing.ts'
import { cut, ms, percent, span, until } from './format.ts'
import { type Html, markup } from './html.ts'
import { strip } from './strip.ts'
import { verdictBadge } from './verdict-badge.ts'

/** How each scenario stands, one row each. */
export function scenarioTable(scenarios: readonly ScenarioStanding[], nowWallMs: number): Html {
  return markup`<div class="scroll"><table class="scenarios stack">
<thead><tr><th scope="col">Scenario</th><th scope="col">Verdict</th><th scope="col">Last runs</th><th scope="col">Success <span class="muted">24 h</span></th><th scope="col">p50 / p95</th><th scope="col">1011s <span class="muted">24 h</span></th><th scope="col">Next</th><th scope="col"><span class="vh">Run now</span></th></tr></thead>
<tbody>${scenarios.map((standing) => row(standing, nowWallMs))}</tbody>
</table></div>`
}

function row(each: ScenarioStanding, nowWallMs: number): Html {
  const { scenario, latency } = each
  const measured =
    latency === null
      ? '–'
      : markup`${ms(latency.p50Ms)} / ${ms(latency.p95Ms)}<span class="sub">${latency.measure}</span>`
  return markup`<tr${each.verdict === 'none' ? markup` class="is-none"` : ''}>
<th scope="row" data-label="Scenario"><a href="/scenarios/${encodeURIComponent(scenario)}">${scenario}</a>${each.isCore ? markup` <span class="tag">core</span>` : ''}<span class="summary">${cut(each.summary, 160)}</span></th>
<td data-label="Verdict">${verdictBadge(each.verdict)}${since(each, nowWallMs)}</td>
<td data-label="Last runs">${strip(each.strip)}</td>
<td data-label="Success 24 h" class="num">${percent(each.successRate)}${each.dayRuns === 0 ? '' : markup`<span class="sub">of ${each.dayRuns}</span>`}</td>
<td data-label="p50 / p95" class="num">${measured}</td>
<td data-label="1011s 24 h" class="num">${each.closes1011 === 0 ? '0' : markup`<strong class="t-fail">${each.closes1011}</strong>`}</td>
<td data-label="Next" class="num">${next(each, nowWallMs)}</td>
<td class="act" data-label="">${runForm(scenario)}</td>
</tr>`
}

function since({ sinceWallMs, sinceAtLeast, isStale }: ScenarioStanding, nowWallMs: number): Html {
  const length = sinceWallMs === null ? '' : `for ${sinceAtLeast ? 'over ' : ''}${span(nowWallMs - sinceWallMs)}`
  return markup`<span class="sub">${length}${isStale ? markup` <strong class="t-degraded">stale</strong>` : ''}</span>`
}

function next({ nextWallMs, runningId, cron }: ScenarioStanding, nowWallMs: number): Html {
  if (runningId !== null) return markup`<a href="/live">running</a>`
  if (nextWallMs === null) return markup`<span class="muted">${cron === null ? 'by hand' : 'never'}</span>`
  return until(nextWallMs, nowWallMs)
}

/** A button that starts a run without JavaScript. */
export function runForm(scenario: string): Html {
  return markup`<form method="post" action="/runs"><input type="hidden" name="scenario" value="${scenario}"><button aria-label="Run ${scenario} now">Run</button></form>`
}
