import picocolors from 'picocolors'
import { inert } from '../../kernel/inert.ts'
import { duration } from '../../reporters/verdict-line.ts'
import type { ProgressEvent } from '../../runner/progress.ts'

type StepEvent = Extract<ProgressEvent, { kind: 'step' }>
/** What one user (or the run itself) has done so far. */
type Row = { readonly done: StepEvent[]; running: StepEvent | null }

/** The state of the run that goes on, as lines for a terminal. */
export type Board = {
  hear(event: ProgressEvent, nowMs: number): void
  /** At most `rows` - 1 lines, none wider than `columns`. Empty when nothing runs. */
  lines(nowMs: number, size: { readonly columns: number; readonly rows: number }): string[]
}

/** Makes an empty board. */
export function createBoard(color: boolean): Board {
  const colors = picocolors.createColors(color)
  const rows = new Map<string, Row>()
  let scenario: string | null = null
  let startMs = 0
  let waiting = false
  const rowOf = (user: string): Row => {
    const row = rows.get(user) ?? { done: [], running: null }
    rows.set(user, row)
    return row
  }
  const begin = (event: ProgressEvent, nowMs: number) => {
    if (scenario !== null) return
    scenario = event.scenario
    startMs = nowMs
  }
  return {
    hear(event, nowMs) {
      if (event.kind === 'run-finished') {
        scenario = null
        waiting = false
        rows.clear()
        return
      }
      begin(event, nowMs)
      if (event.kind === 'step') return advance(rowOf(event.user ?? ''), event)
      waiting = event.kind === 'waiting'
      if (event.kind === 'run-started') for (const user of event.users) rowOf(user)
    },
    lines(nowMs, { columns, rows: height }) {
      if (scenario === null) return []
      const head = `${scenario} ${duration(nowMs - startMs)}${waiting ? ', waits for its turn' : ''}`
      const body = [...rows].map(([user, row]) => `  ${rowText(user, row)}`)
      const room = Math.max(1, height - 3)
      const more = body.length > room ? [`  and ${body.length - room} more`] : []
      const fit = [head, ...body.slice(0, room), ...more].map((line) => cut(inert(line), columns))
      return fit.map((line, index) => (index === 0 ? colors.bold(line) : paint(line, colors)))
    },
  }
}

function advance(row: Row, step: StepEvent): void {
  if (step.state === 'running') row.running = step
  else {
    row.done.push(step)
    if (row.running?.name === step.name) row.running = null
  }
}

function rowText(user: string, { done, running }: Row): string {
  const ended = done.map((step) => `${step.state === 'passed' ? '✓' : '✗'} ${step.name}`)
  return [user === '' ? 'run' : user, ...ended, ...(running === null ? [] : [`… ${running.name}`])].join('  ')
}

/** One column stays free, so that no terminal wraps. */
function cut(line: string, columns: number): string {
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`
}

function paint(line: string, colors: ReturnType<typeof picocolors.createColors>): string {
  return line.replaceAll('✓', colors.green('✓')).replaceAll('✗', colors.red('✗')).replaceAll('…', colors.dim('…'))
}
