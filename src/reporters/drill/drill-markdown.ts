import { inertShort } from '../../kernel/inert.ts'
import { type Drill, isRight } from '../../model/drill.ts'
import { cells, columns, drillNote, scoreLine } from './matrix.ts'

const LONGEST_REASON = 300

/** The matrix for a pull request or a page. Every value stands in a code span, where nothing has a meaning. */
export function drillMarkdown(drill: Drill): string {
  const wrong = drill.rows.filter((row) => !isRight(row))
  return [
    `# Drill: ${drill.exitCode === 0 ? 'passed' : 'failed'}`,
    '',
    `${scoreLine(drill)}.`,
    '',
    drillNote,
    '',
    row(columns),
    row(columns.map(() => '---')),
    ...drill.rows.map((each) => row(cells(each).map(code))),
    ...(wrong.length === 0 ? [] : ['', '## What is wrong', '']),
    ...wrong.map((each) => `- ${each.outcome}: ${code(`${each.name} in ${each.scenario}`)}, ${code(each.reason)}`),
    '',
  ].join('\n')
}

function row(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`
}

/** A code span, also inside a table, where a bar would end the cell. */
function code(text: string): string {
  if (text === '') return ''
  const safe = inertShort(text, LONGEST_REASON).replaceAll('`', "'").replaceAll('|', '\\|')
  return `\`${safe}\``
}
