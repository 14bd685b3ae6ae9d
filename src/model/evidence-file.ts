import { z } from 'zod'
import { factSchema } from './evidence.ts'
import { capabilitiesSchema, thresholdsSchema } from './target.ts'
import { policies, purposes } from './words.ts'

const ms = z.number()

/** One virtual user of the run. */
export const userSchema = z.strictObject({
  id: z.string().describe('our name of the user, for example user-1'),
  role: z.enum(['speaker', 'bystander']).describe('a bystander is connected, says nothing and must receive nothing'),
  email: z.string(),
  userId: z.string().nullable().describe('the sub of the token; null when sign-in gave none'),
  plant: z.string().nullable().describe('a made-up fact that only this user told the agent'),
})
/** One virtual user of the run. */
export type UserEvidence = z.infer<typeof userSchema>

/** One named part of a run. */
export const stepSchema = z.strictObject({
  name: z.string(),
  user: z.string().nullable(),
  state: z.enum(['passed', 'failed', 'not-run']),
  startMs: ms,
  durationMs: ms,
  detail: z.string().describe('why it failed; empty otherwise'),
})
/** One named part of a run. */
export type StepEvidence = z.infer<typeof stepSchema>

/** What is needed to judge the facts again offline. */
export const contextSchema = z.strictObject({
  runId: z.string(),
  scenario: z.string(),
  judges: z.array(z.string()).min(1).describe('judges that must hold'),
  target: z.strictObject({
    name: z.string(),
    kind: z.enum(['embedded', 'remote']),
    urls: z.record(z.string(), z.string()),
  }),
  purpose: z.enum(purposes),
  policy: z.enum(policies),
  thresholds: thresholdsSchema,
  capabilities: capabilitiesSchema,
  seed: z.string(),
  timeScale: z.number().positive(),
  attempt: z.int().positive(),
  startedAt: z.iso.datetime(),
  observedUntilMs: ms.describe('when we stopped looking'),
  ended: z
    .enum(['complete', 'left', 'deadline', 'caller-deadline', 'cancelled', 'error'])
    .describe(
      'complete: the scenario ran to its end or to its first red rung and closed its sockets; left: the observer went away; ' +
        'deadline: it took longer than it may by itself; caller-deadline: whoever asked for it had no more time',
    ),
  loopDelayMaxMs: ms.describe('longest stall of our own event loop, real milliseconds'),
  clockOffsetMs: ms.nullable().describe("the target's Date header minus our clock"),
  versions: z.record(z.string(), z.string()),
})
/** What is needed to judge the facts again offline. */
export type EvidenceContext = z.infer<typeof contextSchema>

/** The file format of evidence. */
export const evidenceSchema = z.strictObject({
  schema: z.literal('golden-path/evidence@1'),
  context: contextSchema,
  users: z.array(userSchema),
  steps: z.array(stepSchema),
  facts: z.array(factSchema).describe('in the order of seq'),
})
/** All that the users of one run saw. */
export type Evidence = z.infer<typeof evidenceSchema>
