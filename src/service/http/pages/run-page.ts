import type { Evidence } from '../../../model/evidence-file.ts'
import type { RunReport } from '../../../model/report.ts'
import type { ArtifactName } from '../../../sinks/artifacts/artifact-shelf.ts'
import type { RunSummary } from '../../../sinks/history/history.ts'
import { type FactLine, factLines } from '../view/fact-line.ts'
import { findingGroups } from '../view/finding-groups.ts'
import { repeatCommand, replayCommand } from '../view/repeat-command.ts'
import type { Range } from '../view/time-axis.ts'
import { timelineOf } from '../view/timeline.ts'
import { artifactGallery } from './artifact-gallery.ts'
import { factList } from './fact-list.ts'
import { findingCard } from './finding-card.ts'
import { ago, count, cut, ms, utc } from './format.ts'
import { type Html, markup } from './html.ts'
import { pager, rangeLinks } from './run-links.ts'
import { judgementTable, stepTable, timingTable } from './run-tables.ts'
import { timelineSvg } from './timeline-svg.ts'
import { verdictBadge } from './verdict-badge.ts'

/** What is shown of a run. */
export type RunView = {
  readonly summary: RunSummary
  /** Null: the monitor died before the run ended. */
  readonly report: RunReport | null
  readonly evidence: Evidence | null
  /** What pages left for a person to look at. */
  readonly artifacts: readonly ArtifactName[]
  readonly targetKind: 'embedded' | 'remote'
  /** Stretch of the timeline; null: all of it. */
  readonly range: Range | null
  /** Which page of the facts, from 1. */
  readonly factsPage: number
  /** Whether pings and pongs are listed. */
  readonly pings: boolean
  /** Whose facts; null: everybody's. */
  readonly user: string | null
}

const FACTS_A_PAGE = 100

type Finished = RunView & { readonly report: RunReport }

/** The flight recorder: what happened in a run, what was wrong with it, and how to repeat it. */
export function runPage(view: RunView, nowWallMs: number): Html {
  const { report } = view
  return report === null ? unfinishedPage(view.summary, nowWallMs) : finishedPage({ ...view, report }, nowWallMs)
}

/** A run that was begun and has no end on record. */
function unfinishedPage({ scenario, runId, startedWallMs, reason }: RunSummary, nowWallMs: number): Html {
  return markup`<section class="banner s-unknown" aria-labelledby="run"><h1 id="run">${scenario} ${verdictBadge('unfinished')}</h1>
<p class="lead">It began ${ago(startedWallMs, nowWallMs)}, and no end is on record: the monitor was killed or crashed. ${cut(reason)}</p>
<p>Nothing is said about the target. Look at the log of the monitor around ${utc(startedWallMs)} for run <code>${runId}</code>.</p></section>`
}

function finishedPage(view: Finished, nowWallMs: number): Html {
  const { summary, report, evidence } = view
  const lines = evidence === null ? [] : factLines(evidence, null)
  const bySeq = new Map(lines.map((line) => [line.seq, line]))
  const proof = { runId: summary.runId, lineOf: (seq: number) => bySeq.get(seq) }
  const cards = findingGroups(report.findings).map((group, index) => findingCard(group, index + 1, proof))
  return markup`
${head(view, nowWallMs)}
${cards.length === 0 ? '' : markup`<section aria-labelledby="findings"><h2 id="findings">${count(report.findings.length, 'finding')}</h2><div class="findings">${cards}</div></section>`}
${evidence === null ? markup`<section class="card"><h2>No evidence</h2><p>${noEvidence(summary)}</p></section>` : recorder(view, evidence, lines)}
${artifactGallery(summary.runId, view.artifacts)}
<section class="card" aria-labelledby="judges"><h2 id="judges">Judges</h2>${judgementTable(report)}</section>
<div class="halves">
<section class="card" aria-labelledby="waits"><h2 id="waits">How long users waited</h2>${timingTable(report)}</section>
<section class="card" aria-labelledby="steps"><h2 id="steps">Steps</h2><details><summary>${count(report.steps.length, 'step')}</summary>${stepTable(report)}</details></section>
</div>`
}

function noEvidence({ hasEvidence, verdict }: RunSummary): string {
  if (hasEvidence) return 'It is on record and cannot be read: see the state of the history above.'
  return verdict === 'pass' || verdict === 'degraded'
    ? 'Of good runs only the latest keep theirs.'
    : 'The run saw nothing, or its evidence has been cleared away by age or size.'
}

function head({ summary, report, evidence, targetKind }: Finished, nowWallMs: number): Html {
  const { runId, scenario, verdict } = summary
  const speakers = evidence?.users.filter(({ role }) => role === 'speaker').length ?? null
  const api = `/api/v1/runs/${encodeURIComponent(runId)}`
  const state = { pass: 'open', degraded: 'degraded', fail: 'closed' }[String(verdict)] ?? 'unknown'
  const command = repeatCommand({ scenario, seed: report.seed, target: report.target, targetKind, speakers })
  return markup`<section class="banner s-${state}" aria-labelledby="run">
<h1 id="run"><a href="/scenarios/${encodeURIComponent(scenario)}">${scenario}</a> ${verdictBadge(verdict)}</h1>
<p class="lead">${cut(report.reason)}</p>
<dl class="facts">
<div><dt>Began</dt><dd>${utc(summary.startedWallMs)}, ${ago(summary.startedWallMs, nowWallMs)}</dd></div>
<div><dt>Took</dt><dd>${ms(report.durationMs)}</dd></div>
${report.phase === null ? '' : markup`<div><dt>First red rung</dt><dd>${report.phase}</dd></div>`}
${report.domain === null ? '' : markup`<div><dt>Whose fault</dt><dd><strong>${report.domain}</strong></dd></div>`}
${report.cause === null ? '' : markup`<div><dt>Cause</dt><dd>${report.cause}</dd></div>`}
<div><dt>Target</dt><dd>${report.target}</dd></div>
<div><dt>Purpose, policy</dt><dd>${report.purpose}, ${report.policy}</dd></div>
<div><dt>Run</dt><dd><code>${runId}</code></dd></div>
${summary.incidentId === null ? '' : markup`<div><dt>Incident</dt><dd><a href="/incidents/${encodeURIComponent(summary.incidentId)}">part of one</a></dd></div>`}
</dl>
<p class="links">${evidence === null ? '' : markup`<a class="button" href="${api}/evidence" download="${`${runId}.evidence.json`}">Evidence (JSON)</a> <a class="button" href="${api}/har" download="${`${runId}.har`}">HAR</a> `}<a class="button" href="${api}">Report (JSON)</a></p>
<div class="command"><span>Repeat it</span><pre tabindex="0">${command}</pre><button type="button" data-copy>Copy</button></div>
${evidence === null ? '' : markup`<div class="command"><span>Judge its evidence again</span><pre tabindex="0">${replayCommand(runId)}</pre><button type="button" data-copy>Copy</button></div>`}
</section>`
}

function recorder(view: Finished, evidence: Evidence, all: readonly FactLine[]): Html {
  const { summary, report, factsPage, user } = view
  const timeline = timelineOf(evidence, report.findings)
  const whole = { fromMs: 0, toMs: timeline.untilMs }
  const range = view.range ?? whole
  const flagged = new Set(report.findings.flatMap(({ frames }) => frames))
  const told = view.pings ? all : all.filter(({ isPing, seq }) => !isPing || flagged.has(seq))
  const lines = user === null ? told : told.filter((line) => line.user === user)
  const place = new Map(told.map(({ seq }, index) => [seq, Math.floor(index / FACTS_A_PAGE) + 1]))
  const hrefOf = (seq: number) => `?facts=${place.get(seq) ?? 1}#fact-${seq}`
  const first = (factsPage - 1) * FACTS_A_PAGE
  const names = evidence.users.map(({ id }) => id)
  const part = { total: lines.length, size: FACTS_A_PAGE, page: factsPage, user, hidden: all.length - told.length }
  return markup`<section class="card" aria-labelledby="timeline"><h2 id="timeline">What happened</h2>
${rangeLinks(timeline, view.range)}
${timelineSvg(timeline, range, hrefOf)}
${legend()}</section>
<section class="card" aria-labelledby="facts"><h2 id="facts">Everything that was seen, in order</h2>
${pager({ ...part, users: names })}
${factList(summary.runId, lines.slice(first, first + FACTS_A_PAGE), flagged)}
${lines.length > FACTS_A_PAGE ? pager({ ...part, hidden: 0, users: [] }) : ''}
</section>`
}

function legend(): Html {
  return markup`<p class="legend muted"><span><i class="t-good"></i>answered</span><span><i class="t-bad"></i>refused, broken or never ended</span><span><i class="t-agent"></i>agent</span><span><i class="t-tool"></i>tool</span><span><i class="t-life"></i>socket open</span><span>◆ welcome</span><span>● event</span><span>❙ prompt or close</span><span>① finding</span></p>`
}
