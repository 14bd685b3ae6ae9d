import { pino } from 'pino'
import { inertJson } from '../../kernel/inert.ts'
import { prettyLine } from './pretty-line.ts'

/** What a line says beside its sentence. No secret may be in it. */
export type Fields = Readonly<Record<string, string | number | boolean | null>>

/** The log of the process. */
export type Log = {
  info(fields: Fields, sentence: string): void
  warn(fields: Fields, sentence: string): void
  error(fields: Fields, sentence: string): void
}

/** Where lines go, and who reads them. */
export type LogOutput = { readonly write: (text: string) => void; readonly isTTY: boolean }

/**
 * Makes a log: one JSON object a line, for programs; on a terminal one line of plain words. `color` counts on a terminal
 * only.
 */
export function createLog(output: LogOutput, color: boolean): Log {
  const write = output.isTTY
    ? (line: string) => output.write(prettyLine(line, color))
    : (line: string) => output.write(inertJson(line))
  const logger = pino(
    {
      base: { name: 'golden-path' },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write },
  )
  return {
    info: (fields, sentence) => logger.info(fields, sentence),
    warn: (fields, sentence) => logger.warn(fields, sentence),
    error: (fields, sentence) => logger.error(fields, sentence),
  }
}
