import { codeNames } from '../../../model/codes.ts'
import { purposes, verdicts } from '../../../model/words.ts'
import type { RunSummary } from '../../../sinks/history/history.ts'
import type { RunFilter } from '../run-query.ts'
import { type Html, markup } from './html.ts'
import { runList } from './run-list.ts'

/** What is listed, and what can be chosen. */
export type RunsView = {
  readonly runs: readonly RunSummary[]
  readonly filter: RunFilter
  readonly scenarios: readonly string[]
  /** Ids of those that go on. */
  readonly running: ReadonlySet<string>
}

/** Runs by scenario, verdict, purpose and code, newest first. */
export function runsPage({ runs, filter, scenarios, running }: RunsView, nowWallMs: number): Html {
  const isFull = runs.length === filter.limit
  const oldest = runs.at(-1)
  return markup`<h1>Runs</h1>
<section class="card" aria-label="Which runs"><form class="filters" method="get" action="/runs">
${choice('scenario', 'Scenario', scenarios, filter.scenario)}
${choice('verdict', 'Verdict', [...verdicts, 'unfinished'], filter.verdict)}
${choice('purpose', 'Why it ran', purposes, filter.purpose)}
${choice('code', 'Failure', codeNames, filter.code)}
${filter.incident === undefined ? '' : markup`<input type="hidden" name="incident" value="${filter.incident}">`}
<button class="button">Show</button> <a href="/runs">All runs</a></form></section>
<section class="card" aria-label="Runs">${runList(runs, nowWallMs, running)}
${isFull && oldest !== undefined ? markup`<p><a href="${`/runs?${queryOf({ ...filter, before: oldest.startedWallMs })}`}">Earlier runs</a></p>` : ''}</section>`
}

function choice(name: string, label: string, all: readonly string[], chosen: string | undefined): Html {
  // What was chosen may be gone by now, like a scenario that was taken out.
  const values = chosen === undefined || all.includes(chosen) ? all : [...all, chosen]
  const options = values.map((value) => markup`<option${value === chosen ? markup` selected` : ''}>${value}</option>`)
  return markup`<label>${label} <select name="${name}"><option value="">any</option>${options}</select></label>`
}

function queryOf(filter: RunFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, `${value}`)
  return query.toString()
}
