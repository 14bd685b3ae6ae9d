import { z } from 'zod'
import { errorCauses, inconclusiveCauses } from './causes.ts'
import { findingSchema, judgementSchema } from './judgement.ts'
import { domains, phases, policies, purposes, verdicts } from './words.ts'

const ms = z.number().nonnegative()

/** Everything about one finished run. */
export const runReportSchema = z.strictObject({
  runId: z.string(),
  scenario: z.string(),
  target: z.string(),
  purpose: z.enum(purposes),
  policy: z.enum(policies),
  seed: z.string(),
  attempts: z.int().positive(),
  startedAt: z.iso.datetime(),
  durationMs: ms,
  verdict: z.enum(verdicts),
  reason: z.string().describe('one sentence for a person'),
  phase: z.enum(phases).nullable().describe('the first red rung; null when none is red'),
  domain: z.enum(domains).nullable().describe('whose fault; null when nobody is to blame'),
  cause: z
    .enum([...inconclusiveCauses, ...errorCauses])
    .nullable()
    .describe('why the verdict is inconclusive or error; null with any other'),
  steps: z.array(z.strictObject({ name: z.string(), state: z.enum(['passed', 'failed', 'not-run']), durationMs: ms })),
  judgements: z.array(judgementSchema),
  findings: z.array(findingSchema),
  users: z.array(
    z.strictObject({
      id: z.string(),
      emailLocalPart: z.string(),
      timings: z.strictObject({
        signInMs: ms.nullable(),
        upgradeMs: ms.nullable(),
        welcomeMs: ms.nullable(),
        firstEventMs: ms.nullable(),
        answerMs: ms.nullable(),
        firstGoodSocketMs: ms
          .nullable()
          .exactOptional()
          .describe('first 200 of a watched /health → first welcome; absent: nobody watched it, null: none came'),
      }),
    }),
  ),
  detection: z
    .strictObject({
      attempts: z.int().positive().describe('how often requests were sent together'),
      failures: z.int().nonnegative().describe('how many of these attempts went wrong'),
      confidence: z.number().positive().lt(1),
      rateBelow: z.number().positive().max(1).nullable().describe('upper bound of the rate; null after a failure'),
      skewsMs: z
        .array(z.number().nonnegative())
        .exactOptional()
        .describe('of each attempt: first request that left → last one, planned delays included; absent: not kept'),
    })
    .exactOptional()
    .describe('of scenarios that race for sockets; absent: no race, or nothing can be said of it'),
  wire: z
    .strictObject({
      events: z
        .array(z.strictObject({ type: z.string(), count: z.int().positive(), fields: z.array(z.string()) }))
        .describe('types of the events that came, by name; `fields`: those that every event of the type had'),
      closes: z
        .array(
          z.strictObject({
            code: z.int(),
            initiator: z.enum(['server', 'client', 'none']),
            scripted: z.boolean(),
            count: z.int().positive(),
          }),
        )
        .describe('how sockets ended'),
    })
    .exactOptional()
    .describe('what the target spoke, for comparison with another revision; absent: the run saw nothing'),
  evidenceFile: z.string().nullable().describe('where the evidence was written; null when it was not kept'),
})
/** Everything about one finished run. */
export type RunReport = z.infer<typeof runReportSchema>

/** The document of `--reporter json`. */
export const reportSchema = z.strictObject({
  schema: z.literal('golden-path/report@1'),
  version: z.string().describe('of the monitor'),
  verdict: z.enum(verdicts),
  exitCode: z.int().nonnegative(),
  targetKind: z.enum(['embedded', 'remote']).describe('embedded: our own twin, a demo'),
  runs: z.array(runReportSchema),
})
/** The document of `--reporter json`. */
export type Report = z.infer<typeof reportSchema>
