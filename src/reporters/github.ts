import { inert } from '../kernel/inert.ts'
import type { Finding } from '../model/judgement.ts'
import type { RunReport } from '../model/report.ts'
import type { Reporter } from './reporter.ts'
import { verdictLine } from './verdict-line.ts'

type Level = 'error' | 'warning' | 'notice'

/** Annotations for a GitHub workflow: one for each finding, one for each bad run without any, one for the verdict. */
export const github: Reporter = (report) => {
  const lines = report.runs.flatMap(runLines)
  const level: Level = report.verdict === 'pass' ? 'notice' : report.verdict === 'degraded' ? 'warning' : 'error'
  return `${[...lines, annotation(level, 'golden-path', [verdictLine(report)])].join('\n')}\n`
}

function runLines(run: RunReport): string[] {
  if (run.findings.length > 0) return run.findings.map((finding) => findingLine(run, finding))
  return run.verdict === 'pass' ? [] : [annotation('error', `${run.scenario}: ${run.verdict}`, [run.reason])]
}

function findingLine(run: RunReport, finding: Finding): string {
  const who = finding.user === null ? '' : `, ${finding.user}`
  const title = `${run.scenario}: ${finding.code} (phase ${finding.phase}, domain ${finding.domain}${who})`
  const parts = [`Expected: ${finding.expected}`, `Received: ${finding.received}`, `Next: ${finding.hint}`]
  return annotation(finding.severity === 'fail' ? 'error' : 'warning', title, [...parts, `Run: ${run.runId}`])
}

/** One workflow command. Its escapes are those of the runner: `%`, line breaks, and in properties also `:` and `,`. */
function annotation(level: Level, title: string, message: readonly string[]): string {
  const data = message.map((line) => inert(line).replaceAll('%', '%25')).join('%0A')
  const property = inert(title).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C')
  return `::${level} title=${property}::${data}`
}
