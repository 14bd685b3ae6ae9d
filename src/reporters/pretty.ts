import picocolors from 'picocolors'
import { inert, inertShort } from '../kernel/inert.ts'
import type { Finding } from '../model/judgement.ts'
import type { Report, RunReport } from '../model/report.ts'
import type { Verdict } from '../model/words.ts'
import { detectionLines } from './detection-lines.ts'
import type { Reporter } from './reporter.ts'
import { duration, tallyLine, targetName } from './verdict-line.ts'

type Colors = ReturnType<typeof picocolors.createColors>

/** Longer values are in the evidence. */
const LONGEST_VALUE = 300

/** For a person at a terminal. */
export const pretty: Reporter = (report, { color }) => {
  const colors = picocolors.createColors(color)
  const head = colors.dim(`golden-path ${report.version}, target ${inert(targetName(report))}`)
  const runs = report.runs.map((run) => runBlock(run, report, colors))
  const races = detectionLines(report).map(inert).join('\n')
  return `${[head, ...runs, ...(races === '' ? [] : [races]), banner(report, colors)].join('\n\n')}\n`
}

function banner(report: Report, colors: Colors): string {
  const paint = painter(report.verdict, colors)
  return `${paint(` ${report.verdict.toUpperCase()} `)} ${colors.bold(tallyLine(report))}`
}

function runBlock(run: RunReport, report: Report, colors: Colors): string {
  const demo = report.targetKind === 'embedded' ? colors.dim(' (demo)') : ''
  const title = `${painter(run.verdict, colors)(` ${run.verdict.toUpperCase()} `)} ${colors.bold(inert(run.scenario))}`
  const lines = [
    `${title} ${duration(run.durationMs)}${demo} ${colors.dim(`run ${inert(run.runId)}, seed ${inert(run.seed)}`)}`,
    ...where(run, colors),
    ...run.users.map((user) => `  ${userLine(user, colors)}`),
    ...run.findings.flatMap((finding) => ['', ...findingLines(finding, colors)]),
    ...(run.evidenceFile === null ? [] : ['', `  evidence  ${inert(run.evidenceFile)}`]),
  ]
  return lines.join('\n')
}

function where(run: RunReport, colors: Colors): string[] {
  const place = [run.phase === null ? null : `phase ${run.phase}`, run.domain === null ? null : `domain ${run.domain}`]
  const known = place.filter((part) => part !== null).join(', ')
  return [`  ${inertShort(run.reason, LONGEST_VALUE)}`, ...(known === '' ? [] : [`  ${colors.bold(known)}`])]
}

const timingNames = [
  ['signInMs', 'sign-in'],
  ['upgradeMs', 'upgrade'],
  ['welcomeMs', 'welcome'],
  ['firstEventMs', 'first event'],
  ['answerMs', 'answer'],
  ['firstGoodSocketMs', 'first good socket'],
] as const

function userLine(user: RunReport['users'][number], colors: Colors): string {
  const timings = timingNames.flatMap(([key, name]) => {
    const ms = user.timings[key] ?? null
    return ms === null ? [] : [`${name} ${duration(ms)}`]
  })
  const said = timings.length === 0 ? 'nothing was measured' : timings.join(', ')
  return `${inert(user.id)} ${colors.dim(inert(user.emailLocalPart))}  ${said}`
}

function findingLines(finding: Finding, colors: Colors): string[] {
  const mark = finding.severity === 'fail' ? colors.red('✗') : colors.yellow('!')
  const who = finding.user === null ? '' : `, ${inert(finding.user)}`
  const field = (name: string, text: string) => (text === '' ? [] : [`    ${name.padEnd(9)} ${text}`])
  return [
    `  ${mark} ${colors.bold(finding.code)} (${finding.severity}, phase ${finding.phase}, domain ${finding.domain}${who})`,
    ...field('expected', inertShort(finding.expected, LONGEST_VALUE)),
    ...field('received', inertShort(finding.received, LONGEST_VALUE)),
    ...field('frames', frames(finding.frames)),
    ...field('next', inertShort(finding.hint, LONGEST_VALUE)),
    ...field('more', `npm run -s golden-path -- explain ${finding.code}`),
  ]
}

/** The first few numbers: the rest is in the evidence. */
function frames(all: readonly number[]): string {
  const shown = all.slice(0, 10).join(', ')
  return all.length > 10 ? `${shown} and ${all.length - 10} more` : shown
}

function painter(verdict: Verdict, colors: Colors): (text: string) => string {
  const bold = (background: (text: string) => string) => (text: string) => background(colors.black(colors.bold(text)))
  switch (verdict) {
    case 'pass':
      return bold(colors.bgGreen)
    case 'fail':
    case 'error':
      return bold(colors.bgRed)
    case 'degraded':
    case 'inconclusive':
    case 'cancelled':
      return bold(colors.bgYellow)
    default:
      return verdict satisfies never
  }
}
