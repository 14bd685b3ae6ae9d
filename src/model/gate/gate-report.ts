import { z } from 'zod'
import { reportSchema } from '../report.ts'

/** What is compared. */
export const aspects = ['verdicts', 'events', 'closes', 'latency'] as const
/** How it compares: `unknown` when there is too little to tell. Only `worse` closes the gate. */
export const comparisons = ['same', 'changed', 'worse', 'unknown'] as const

/** One thing about one scenario, before and after. */
export const checkSchema = z.strictObject({
  scenario: z.string(),
  aspect: z.enum(aspects),
  state: z.enum(comparisons),
  before: z.string(),
  after: z.string(),
  reason: z.string().describe('one sentence for a person'),
})
/** One thing about one scenario, before and after. */
export type Check = z.infer<typeof checkSchema>

/** The document of `gate --reporter json`. */
export const gateSchema = z.strictObject({
  schema: z.literal('golden-path/gate@1'),
  version: z.string().describe('of the monitor'),
  gate: z.enum(['open', 'closed']),
  reason: z.string().describe('one sentence for a person'),
  exitCode: z.int().nonnegative(),
  baselineRuns: z.int().nonnegative().nullable().describe('null: nothing to compare with'),
  checks: z.array(checkSchema),
  report: reportSchema.describe('the runs of this gate; the baseline of a later one'),
})
/** The document of `gate --reporter json`. */
export type Gate = z.infer<typeof gateSchema>
