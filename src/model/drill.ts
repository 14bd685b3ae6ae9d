import { z } from 'zod'
import { codeNames } from './codes.ts'
import { dialects, domains, policies, verdicts } from './words.ts'

/** What came of one run of the drill. Only `caught`, `quiet` and `passed` are right. */
export const outcomes = [
  'caught',
  'quiet',
  'passed',
  'missed',
  'misnamed',
  'false-alarm',
  'error',
  'cancelled',
] as const
/** What came of one run of the drill. */
export type Outcome = (typeof outcomes)[number]

/** Whether an outcome is what a good monitor gives. */
export function isRight({ outcome }: { readonly outcome: Outcome }): boolean {
  return outcome === 'caught' || outcome === 'quiet' || outcome === 'passed'
}

const codeList = z.array(z.enum(codeNames))
const saidSchema = z.strictObject({
  verdict: z.enum(verdicts),
  headline: z
    .enum(codeNames)
    .nullable()
    .describe('code of the first finding: the safety finding or the first red rung'),
  codes: codeList.describe('codes of all findings, the most telling first, each once'),
  isProven: z.boolean().describe('whether every finding names facts of the evidence that prove it'),
})
/** What the monitor said of one run. */
export type Said = z.infer<typeof saidSchema>

/** One run of the drill: one fault or healthy variant against one scenario. */
export const drillRowSchema = z.strictObject({
  kind: z.enum(['fault', 'healthy']),
  name: z.string().describe('of the fault or of the healthy variant'),
  scenario: z.string(),
  dialect: z.enum(dialects),
  round: z.int().positive(),
  hunted: z.boolean().describe('whether this scenario must catch this fault'),
  expected: z.strictObject({
    verdicts: z.array(z.enum(verdicts)).min(1).describe('any of these is right'),
    codes: codeList.describe(
      'of a fault: any one of these as headline; of a healthy variant: the warnings it may raise',
    ),
  }),
  got: saidSchema,
  strict: z
    .strictObject({ policy: z.enum(policies), verdict: z.enum(verdicts), sees: codeList })
    .describe('the same evidence judged by the strict policy; `sees`: fail codes that only it has'),
  outcome: z.enum(outcomes),
  reason: z.string().describe('one sentence for a person: what the monitor said'),
  judges: z.array(z.string()).describe('judges that found something'),
  domain: z.enum(domains).nullable(),
  seed: z.string(),
  timeScale: z.number().positive(),
  tries: z
    .int()
    .nonnegative()
    .describe('runs it took; more than one when our own trouble spoilt a run; 0 when it was not run'),
  spoilt: z.array(z.string()).describe('why earlier tries did not count'),
  durationMs: z.number().nonnegative().describe('real milliseconds, all tries'),
  evidenceFile: z.string().nullable(),
})
/** One run of the drill. */
export type DrillRow = z.infer<typeof drillRowSchema>

/** The document of `drill --reporter json`. */
export const drillSchema = z.strictObject({
  schema: z.literal('golden-path/drill@1'),
  faults: z.int().nonnegative().describe('how many faults were drilled'),
  caught: z.int().nonnegative().describe('how many of them every scenario that hunts them saw'),
  named: z.int().nonnegative().describe('how many of those were called by their name, and by no other, in every run'),
  healthy: z.int().nonnegative().describe('runs against healthy variants'),
  falseAlarms: z.int().nonnegative().describe('how many of those alarmed'),
  durationMs: z.number().nonnegative().describe('real milliseconds'),
  rows: z.array(drillRowSchema),
  errors: z.int().nonnegative().describe('runs of which nothing can be said, because we failed or were stopped'),
  spoilt: z.int().nonnegative().describe('runs that our own trouble spoilt and that were repeated'),
  exitCode: z.int().nonnegative(),
  target: z.literal('embedded').describe('always our own twin: a drill says nothing about a real target'),
  version: z.string().describe('of the monitor'),
  seed: z.string(),
})
/** The document of `drill --reporter json`. */
export type Drill = z.infer<typeof drillSchema>
