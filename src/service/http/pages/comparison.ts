import type { RunSummary } from '../../../sinks/history/history.ts'
import { measures } from '../view/latency.ts'
import { ms, utc } from './format.ts'
import { type Html, markup } from './html.ts'
import { codeLink } from './prose.ts'
import { verdictBadge } from './verdict-badge.ts'

/** Runs to choose from. */
const MOST_CHOICES = 100

type Pair = readonly [RunSummary, RunSummary]

/** Chooses the two runs. Without a choice: the latest, and the last good one before it. */
export function comparisonForm(scenario: string, runs: readonly RunSummary[], pair: Pair | null): Html {
  const [left, right] = pair ?? proposal(runs)
  const choice = (name: string, label: string, chosen: RunSummary | undefined) => {
    const options = runs
      .slice(0, MOST_CHOICES)
      .map(
        ({ runId, verdict, startedWallMs }) =>
          markup`<option value="${runId}"${runId === chosen?.runId ? markup` selected` : ''}>${utc(startedWallMs)} ${verdict}</option>`,
      )
    return markup`<label>${label} <select name="${name}">${options}</select></label>`
  }
  if (runs.length < 2) return markup`<p class="muted">There are not two runs yet.</p>`
  return markup`<form class="filters" method="get" action="/scenarios/${encodeURIComponent(scenario)}#compare">${choice('left', 'Left', left)}${choice('right', 'Right', right)}<button class="button">Compare</button></form>`
}

function proposal(runs: readonly RunSummary[]): readonly (RunSummary | undefined)[] {
  const [latest, ...older] = runs
  const good = older.find(({ verdict }) => verdict === 'pass' || verdict === 'degraded')
  return [good ?? older[0], latest]
}

/** Two runs side by side, and how much longer the right one took. */
export function comparison([left, right]: Pair): Html {
  const both = (name: string, show: (run: RunSummary) => Html | string | number) =>
    markup`<tr><th scope="row">${name}</th><td>${show(left)}</td><td>${show(right)}</td><td></td></tr>`
  const link = ({ runId, startedWallMs }: RunSummary) =>
    markup`<a href="/runs/${encodeURIComponent(runId)}">${utc(startedWallMs)}</a>`
  return markup`<div class="scroll"><table class="compare"><thead><tr><th scope="col"><span class="vh">What</span></th><th scope="col">Left</th><th scope="col">Right</th><th scope="col">Change</th></tr></thead><tbody>
${both('Run', link)}
${both('Verdict', ({ verdict }) => verdictBadge(verdict))}
${both('Failure', ({ code }) => (code === null ? '–' : codeLink(code)))}
${both('1011s', ({ closes1011 }) => closes1011)}
${timeRow('took', left.durationMs, right.durationMs)}
${measures.map(([name, key]) => timeRow(name, left.timings[key], right.timings[key]))}
</tbody></table></div>`
}

function timeRow(name: string, left: number | null, right: number | null): Html {
  return markup`<tr><th scope="row">${name}</th><td class="num">${ms(left)}</td><td class="num">${ms(right)}</td><td class="num">${change(left, right)}</td></tr>`
}

function change(left: number | null, right: number | null): string {
  if (left === null || right === null || left === 0) return '–'
  const share = Math.round((right / left - 1) * 100)
  return share > 0 ? `+${share} %` : `${share} %`
}
