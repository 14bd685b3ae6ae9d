import pc from 'picocolors'
import { inert } from '../../kernel/inert.ts'

/** Said by the line's other parts, or by nobody who reads a terminal. */
const unsaid = new Set(['level', 'time', 'name', 'message'])

/** One line of the log, as JSON, in plain words: time of day, sentence, and the rest as `name=value`. */
export function prettyLine(json: string, color: boolean): string {
  const paint = pc.createColors(color)
  const parsed: unknown = JSON.parse(json)
  const fields = typeof parsed === 'object' && parsed !== null ? new Map(Object.entries(parsed)) : new Map()
  const level = String(fields.get('level'))
  const time = new Date(String(fields.get('time'))).toTimeString().slice(0, 8)
  const message = inert(String(fields.get('message') ?? ''))
  const said = level === 'error' ? paint.red(message) : level === 'warn' ? paint.yellow(message) : message
  const rest = [...fields].filter(([name, value]) => !unsaid.has(name) && value !== null && value !== '')
  const details = rest.map(([name, value]) => inert(`${name}=${String(value)}`)).join(' ')
  return `${paint.dim(time)} ${said}${details === '' ? '' : ` ${paint.dim(details)}`}\n`
}
