import { duration } from '../../../reporters/verdict-line.ts'
import type { Scheduled } from '../../service.ts'
import type { LiveRun, LiveStep } from '../live/live-board.ts'
import { count, cut, span, until } from './format.ts'
import { type Html, markup } from './html.ts'

/** What goes on now, and what comes next. */
export function livePage(runs: readonly LiveRun[], scheduled: readonly Scheduled[], nowWallMs: number): Html {
  const next = scheduled
    .flatMap(({ scenario, nextWallMs }) => (nextWallMs === null ? [] : [{ id: scenario.id, nextWallMs }]))
    .toSorted((a, b) => a.nextWallMs - b.nextWallMs)
    .slice(0, 10)
  return markup`<h1>${runs.length === 0 ? 'Nothing runs at the moment' : `${count(runs.length, 'run')} going on`}</h1>
${runs.map((run) => liveRun(run, nowWallMs))}
<section class="card" aria-labelledby="next"><h2 id="next">What comes next</h2>
${next.length === 0 ? markup`<p class="muted">Nothing is planned.</p>` : markup`<ul class="plain">${next.map(({ id, nextWallMs }) => markup`<li><a href="/scenarios/${id}">${id}</a> ${until(nextWallMs, nowWallMs)}</li>`)}</ul>`}</section>`
}

/** One run that goes on: who has come how far. */
export function liveRun({ runId, scenario, sinceWallMs, state, users, steps }: LiveRun, nowWallMs: number): Html {
  const lanes = [null, ...users]
  const says = state === 'waiting' ? 'waits for its turn' : `runs for ${span(nowWallMs - sinceWallMs)}`
  return markup`<section class="card live-run" aria-labelledby="live-${runId}"><h2 id="live-${runId}"><a href="/scenarios/${scenario}">${scenario}</a> <span class="muted">${says} · <a href="/runs/${runId}">${runId}</a></span></h2>
<ul class="lanes">${lanes.map((user) =>
    lane(
      user,
      steps.filter((step) => step.user === user),
    ),
  )}</ul></section>`
}

function lane(user: string | null, steps: readonly LiveStep[]): Html | string {
  if (user === null && steps.length === 0) return ''
  return markup`<li><strong>${user ?? 'everybody'}</strong> ${steps.map(step)}</li>`
}

const stateClasses = { running: 'v-degraded', passed: 'v-pass', failed: 'v-fail' } as const
const stateSigns = { running: '…', passed: '✓', failed: '✕' } as const

function step({ name, state, durationMs, detail }: LiveStep): Html {
  const took = state === 'running' ? '' : ` ${duration(durationMs)}`
  return markup`<span class="badge ${stateClasses[state]}" title="${cut(detail, 200)}">${stateSigns[state]} ${cut(name, 60)}${took}</span> `
}
