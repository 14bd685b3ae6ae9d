import type { Report, RunReport } from '../model/report.ts'

/** Said wherever a verdict is said: a green of the twin is no green of a real system. */
export const demoNote = 'embedded twin: a demo, it says nothing about a real target'

/** Milliseconds as a person reads them: `12 ms`, `3.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  const all = Math.round(ms / 1_000)
  return `${Math.floor(all / 60)} min ${all % 60} s`
}

/** The whole verdict in one line of plain text, for example `fail: 3 runs (2 pass, 1 fail)`. */
export function verdictLine(report: Report): string {
  return `${report.verdict}: ${tallyLine(report)}`
}

/** How many runs said what, and whether that says anything about a real target. */
export function tallyLine({ runs, targetKind }: Report): string {
  return targetKind === 'embedded' ? `${tally(runs)}; ${demoNote}` : tally(runs)
}

/** The target's name, and what it is when it is only the twin. */
export function targetName(report: Report): string {
  const names = [...new Set(report.runs.map((run) => run.target))].join(', ')
  if (report.targetKind === 'remote') return names
  return names === '' ? demoNote : `${names} (${demoNote})`
}

function tally(runs: readonly RunReport[]): string {
  if (runs.length === 0) return 'nothing was run'
  const counts = new Map<string, number>()
  for (const run of runs) counts.set(run.verdict, (counts.get(run.verdict) ?? 0) + 1)
  const parts = [...counts].map(([verdict, count]) => `${count} ${verdict}`)
  return `${runs.length} run${runs.length === 1 ? '' : 's'} (${parts.join(', ')})`
}
