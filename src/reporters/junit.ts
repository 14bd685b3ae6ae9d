import { inert } from '../kernel/inert.ts'
import type { Judgement } from '../model/judgement.ts'
import type { Report, RunReport } from '../model/report.ts'
import { exitCodes } from '../model/verdict.ts'
import type { Reporter } from './reporter.ts'
import { verdictLine } from './verdict-line.ts'

/** How a test case ended. A void judgement is skipped, never passed. */
type Case = {
  readonly name: string
  readonly seconds: number
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped'
  readonly message: string
  readonly body: string
}

/** JUnit XML: a suite for each run, a case for each judge and one for the run's verdict, and one suite for the whole verdict. */
export const junit: Reporter = (report) => {
  const whole = suite('golden-path', null, [verdictCase(report)])
  const suites = [whole, ...report.runs.map((run) => suite(run.scenario, run, casesOf(run, report)))]
  const counts = suites.flatMap(({ cases }) => cases)
  const body = suites.map(({ xml }) => xml).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="golden-path"${tally(counts)}>\n${body}</testsuites>\n`
}

function suite(name: string, run: RunReport | null, cases: readonly Case[]): { xml: string; cases: readonly Case[] } {
  const time = cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3)
  const when = run === null ? '' : ` id="${escaped(run.runId)}" timestamp="${escaped(run.startedAt)}"`
  const inner = cases.map((one) => caseXml(name, one)).join('')
  return {
    cases,
    xml: `  <testsuite name="${escaped(name)}"${when} time="${time}"${tally(cases)}>\n${inner}  </testsuite>\n`,
  }
}

function tally(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']) => cases.filter((one) => one.outcome === outcome).length
  return ` tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`
}

/** The command's own verdict: red whenever the exit code is, also when nothing was run. */
function verdictCase(report: Report): Case {
  const red = report.exitCode === exitCodes.fail ? 'failure' : 'error'
  const outcome = report.exitCode === exitCodes.ok ? 'passed' : red
  return { name: 'verdict', seconds: 0, outcome, message: verdictLine(report), body: '' }
}

function casesOf(run: RunReport, report: Report): Case[] {
  const strict = report.verdict === 'degraded' && report.exitCode !== exitCodes.ok
  const outcomes = { pass: 'passed', degraded: strict ? 'failure' : 'passed', fail: 'failure' } as const
  const outcome =
    run.verdict === 'pass' || run.verdict === 'degraded' || run.verdict === 'fail' ? outcomes[run.verdict] : 'error'
  const whole: Case = { name: 'verdict', seconds: run.durationMs / 1_000, outcome, message: run.reason, body: '' }
  return [whole, ...run.judgements.map(judgementCase)]
}

function judgementCase(judgement: Judgement): Case {
  const failed = judgement.findings.filter(({ severity }) => severity === 'fail')
  const outcome = {
    holds: 'passed',
    broken: failed.length > 0 ? 'failure' : 'passed',
    void: 'skipped',
    'not-run': 'skipped',
  } as const
  const body = judgement.findings.map((finding) => {
    const { code, phase, domain, user, expected, received, hint } = finding
    const who = user === null ? '' : ` (${user})`
    return `${code}${who}, phase ${phase}, domain ${domain}\nexpected: ${inert(expected)}\nreceived: ${inert(received)}\nnext: ${inert(hint)}`
  })
  return {
    name: judgement.judge,
    seconds: 0,
    outcome: outcome[judgement.state],
    message: judgement.reason,
    body: body.join('\n\n'),
  }
}

function caseXml(suiteName: string, one: Case): string {
  const open = `    <testcase classname="${escaped(suiteName)}" name="${escaped(one.name)}" time="${one.seconds.toFixed(3)}">`
  const body = lines(one.body)
  if (one.outcome === 'passed') {
    return body === '' ? `${open}</testcase>\n` : `${open}<system-out>${body}</system-out></testcase>\n`
  }
  const message = ` message="${escaped(one.message)}"`
  return one.outcome === 'skipped'
    ? `${open}<skipped${message}/></testcase>\n`
    : `${open}<${one.outcome}${message}>${body}</${one.outcome}></testcase>\n`
}

/** Text of several lines, each made inert and escaped. */
function lines(text: string): string {
  return text.split('\n').map(escaped).join('\n')
}

/** Text for an attribute or an element. What XML 1.0 cannot hold at all is shown as an escape. */
function escaped(text: string): string {
  return inert(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}
