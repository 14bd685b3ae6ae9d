import picocolors from 'picocolors'
import { inertShort } from '../../kernel/inert.ts'
import { type Drill, type DrillRow, isRight } from '../../model/drill.ts'
import { cells, columns, drillNote, scoreLine } from './matrix.ts'

const LONGEST_REASON = 300

/** The matrix for a person at a terminal: one line for each run, then what is wrong, then the score. */
export function drillPretty(drill: Drill, color: boolean): string {
  const colors = picocolors.createColors(color)
  const table = [columns, ...drill.rows.map(cells)]
  const widths = columns.map((_, index) => Math.max(...table.map((row) => (row[index] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  const paint = (row: DrillRow) => (isRight(row) ? (text: string) => text : colors.red)
  const perfect = drill.exitCode === 0
  return [
    colors.bold(line(columns)),
    ...drill.rows.map((row) => paint(row)(line(cells(row)))),
    ...drill.rows.filter((row) => !isRight(row)).flatMap(complaint),
    '',
    (perfect ? colors.green : colors.red)(`${perfect ? 'drill passed' : 'drill failed'}: ${scoreLine(drill)}`),
    drillNote,
    '',
  ].join('\n')
}

function complaint(row: DrillRow): string[] {
  const where = `${row.name} in ${row.scenario} (${row.dialect}, round ${row.round}, seed ${row.seed})`
  const file = row.evidenceFile === null ? [] : [`  evidence: ${row.evidenceFile}`]
  return ['', `${row.outcome}: ${where}`, `  ${inertShort(row.reason, LONGEST_REASON)}`, ...file]
}
