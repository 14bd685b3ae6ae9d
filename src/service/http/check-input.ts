import type { z } from 'zod'
import { checkSchema } from '../../config/schema-issues.ts'
import { Problem } from './problem.ts'

/** Reads what a caller sent, or throws a Problem that names every value that is wrong. */
export function checkInput<Schema extends z.ZodType>(what: string, schema: Schema, given: unknown): z.infer<Schema> {
  const checked = checkSchema(schema, given)
  if (checked.kind === 'valid') return checked.value
  throw new Problem(400, `${what} cannot be used: ${checked.lines.join('; ')}.`, 'Correct it and ask again.')
}

/** The values of an address or a form as they were given; empty ones count as left out. */
export function filled(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
