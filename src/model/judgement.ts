import { z } from 'zod'
import { codeNames } from './codes.ts'
import { domains, phases, severities } from './words.ts'

/** One reason why something is wrong. */
export const findingSchema = z.strictObject({
  code: z.enum(codeNames),
  domain: z.enum(domains),
  phase: z.enum(phases),
  severity: z.enum(severities),
  user: z.string().nullable(),
  expected: z.string().describe('what should have come'),
  received: z.string().describe('what came'),
  frames: z.array(z.int().nonnegative()).describe('seq of the facts that prove it'),
  hint: z.string().describe('what to do next'),
})
/** One reason why something is wrong. */
export type Finding = z.infer<typeof findingSchema>

/** What one judge says of one run. */
export const judgementSchema = z.strictObject({
  judge: z.string(),
  state: z
    .enum(['holds', 'broken', 'void', 'not-run'])
    .describe('void: nothing could be examined, or a lower rung is red; never agreement'),
  reason: z.string(),
  examined: z.int().nonnegative().describe('how many facts it looked at'),
  findings: z.array(findingSchema),
})
/** What one judge says of one run. */
export type Judgement = z.infer<typeof judgementSchema>
