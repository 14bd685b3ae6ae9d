import { inertShort } from '../kernel/inert.ts'
import type { Finding } from '../model/judgement.ts'
import type { RunReport } from '../model/report.ts'
import { detectionLines } from './detection-lines.ts'
import type { Reporter } from './reporter.ts'
import { duration, targetName, verdictLine } from './verdict-line.ts'

/** Longer values are in the evidence. */
const LONGEST_VALUE = 500

/** For a pull request or a job summary. All that may come from the target stands in code spans, where nothing has a meaning. */
export const markdown: Reporter = (report) => {
  const head = [`# Golden path: ${report.verdict}`, '', `Target ${code(targetName(report))}. ${verdictLine(report)}.`]
  const rows = report.runs.map(
    (run) =>
      `| ${run.verdict} | ${cell(run.scenario)} | ${duration(run.durationMs)} | ${run.phase ?? ''} | ${run.domain ?? ''} |`,
  )
  const table = ['', '| verdict | scenario | took | phase | domain |', '|---|---|---|---|---|', ...rows]
  const races = detectionLines(report).flatMap((line) => ['', code(line)])
  const runs = report.runs.filter((run) => run.verdict !== 'pass').flatMap(runLines)
  return `${[...head, ...(rows.length === 0 ? [] : table), ...races, ...runs].join('\n')}\n`
}

function runLines(run: RunReport): string[] {
  const title = ['', `## ${run.verdict}: ${code(run.scenario)}`, '', `Run ${code(run.runId)}: ${code(run.reason)}`]
  return [...title, ...run.findings.flatMap(findingLines)]
}

function findingLines(finding: Finding): string[] {
  const who = finding.user === null ? '' : `, ${code(finding.user)}`
  const field = (name: string, text: string) => (text === '' ? [] : [`- ${name} ${code(text)}`])
  return [
    '',
    `### ${finding.code}`,
    '',
    `${finding.severity}, phase ${finding.phase}, domain ${finding.domain}${who}`,
    '',
    ...field('expected', finding.expected),
    ...field('received', finding.received),
    ...field('next', finding.hint),
  ]
}

/** A code span around any text: its fence is longer than every run of backticks inside. */
function code(text: string): string {
  const safe = inertShort(text, LONGEST_VALUE)
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence} ${safe} ${fence}`
}

/** A code span inside a table, where a bar would end the cell. */
function cell(text: string): string {
  return code(text).replaceAll('|', '\\|')
}
