import picocolors from 'picocolors'
import { inertJson, inertShort } from '../../kernel/inert.ts'
import type { Check, Gate } from '../../model/gate/gate-report.ts'
import type { DrillReporterName } from '../drill/names.ts'
import type { ReporterOptions } from '../reporter.ts'
import { tallyLine, targetName } from '../verdict-line.ts'

const LONGEST_VALUE = 300
const columns = ['', 'scenario', 'what', 'before', 'after', 'says'] as const

/** The text of a gate, as the named reporter writes it. */
export function renderGate(name: DrillReporterName, gate: Gate, { color }: ReporterOptions): string {
  switch (name) {
    case 'pretty':
      return gatePretty(gate, color)
    case 'json':
      return `${inertJson(JSON.stringify(gate, null, 2))}\n`
    case 'markdown':
      return gateMarkdown(gate)
    default:
      return name satisfies never
  }
}

/** For a person at a terminal: what is not as before, one line each, then the decision. */
function gatePretty(gate: Gate, color: boolean): string {
  const colors = picocolors.createColors(color)
  const paint = { worse: colors.red, changed: colors.yellow, unknown: colors.dim, same: colors.dim } as const
  const checks = gate.checks.flatMap((check) => {
    const { state, scenario, aspect, reason, before, after } = check
    const head = `${paint[state](state.padEnd(7))} ${scenario}, ${aspect}: ${inertShort(reason, LONGEST_VALUE)}`
    return [head, `        ${inertShort(before, LONGEST_VALUE)} → ${inertShort(after, LONGEST_VALUE)}`]
  })
  const failures = failuresOf(gate).map((line) => `${colors.red('failed ')} ${inertShort(line, LONGEST_VALUE)}`)
  const decision = (gate.gate === 'open' ? colors.green : colors.red)(`gate ${gate.gate}: ${gate.reason}`)
  return [...checks, ...failures, '', decision, tallyLine(gate.report), ''].join('\n')
}

/** For the pull request. Everything that may come from the target stands in a code span, where nothing has a meaning. */
function gateMarkdown(gate: Gate): string {
  const rows = gate.checks.map((check) => row(cellsOf(check)))
  const table = rows.length === 0 ? [] : ['', row(columns), row(columns.map(() => '---')), ...rows]
  const failures = failuresOf(gate)
  return [
    `# Gate ${gate.gate}`,
    '',
    `${code(targetName(gate.report))}: ${gate.reason}. ${tallyLine(gate.report)}.`,
    ...table,
    ...(failures.length === 0 ? [] : ['', '## Runs that are not green', '']),
    ...failures.map((line) => `- ${code(line)}`),
    '',
  ].join('\n')
}

function cellsOf({ state, scenario, aspect, before, after, reason }: Check): string[] {
  const mark = state === 'worse' ? '**worse**' : state
  return [mark, code(scenario), aspect, code(before), code(after), code(reason)]
}

function failuresOf({ report }: Gate): string[] {
  return report.runs
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'degraded')
    .map(({ scenario, verdict, runId, reason }) => `${scenario} ${verdict} (run ${runId}): ${reason}`)
}

function row(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`
}

/** A code span, also inside a table, where a bar would end the cell. */
function code(text: string): string {
  if (text === '') return ''
  return `\`${inertShort(text, LONGEST_VALUE).replaceAll('`', "'").replaceAll('|', '\\|')}\``
}
