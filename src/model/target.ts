import { z } from 'zod'
import { browserSchema } from './browser.ts'
import { policies } from './words.ts'

/** How far a target's agent can prove its answers: it follows the instruction, repeats the nonce, or just answers. */
export const proofs = ['transformed', 'echoed', 'present'] as const

const limits = (warnMs: number, failMs: number) =>
  z
    .strictObject({ warnMs: z.number().positive().default(warnMs), failMs: z.number().positive().default(failMs) })
    .refine((value) => value.warnMs <= value.failMs, { error: 'warnMs must not be above failMs' })
    .prefault({})

/** Limits in milliseconds (design.md §4). A warn limit degrades the run, a fail limit fails it. */
export const thresholdsSchema = z
  .strictObject({
    signIn: limits(1_000, 5_000).describe('request sent → token in hand'),
    welcome: limits(2_000, 10_000).describe('upgrade request sent → welcome'),
    firstEvent: limits(5_000, 20_000).describe('prompt sent → first agent event'),
    silence: limits(60_000, 90_000).describe('between two agent events'),
    answer: limits(60_000, 120_000).describe('prompt sent → end of the conversation'),
    page: limits(5_000, 10_000).describe('page asked for → its chat can be used'),
    screen: limits(1_000, 8_000).describe('answer on the wire → answer on the screen'),
    settleMs: z
      .number()
      .positive()
      .default(10_000)
      .describe('quiet time after which a result without an end counts as one'),
    lingerMs: z.number().nonnegative().default(1_000).describe('how long sockets stay open after all users ended'),
  })
  .prefault({})
/** Limits in milliseconds. */
export type Thresholds = z.infer<typeof thresholdsSchema>

/** What the target can do; what its agent cannot prove is a warning, not a failure. */
export const capabilitiesSchema = z
  .strictObject({
    tools: z.boolean().default(true).describe('whether the agent uses tools for our prompts'),
    proof: z.enum(proofs).default('transformed').describe('how far an answer can be proven'),
    signOut: z.boolean().exactOptional().describe('false: the target takes no token back when its user signs out'),
  })
  .prefault({})
/** What the target can do. */
export type Capabilities = z.infer<typeof capabilitiesSchema>

const sacrificial = z
  .boolean()
  .exactOptional()
  .describe('an account that scenarios may wear out; no other scenario uses it')

/** How users sign in (protocol.md §1.3). Secrets are named by environment variable, never written down. */
export const signInSchema = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('e2e').describe('POST /auth/e2e/test-auth with the simulation key'),
    keyVariable: z.string().default('E2E_OAUTH_SIMULATION_KEY'),
    emailDomain: z.string().default('staging.netrasystems.ai'),
  }),
  z.strictObject({
    way: z.literal('password').describe('POST /auth/login with e-mail and password'),
    accounts: z.array(z.strictObject({ email: z.email(), passwordVariable: z.string(), sacrificial })).min(1),
  }),
  z.strictObject({
    way: z.literal('token').describe('tokens made elsewhere'),
    accounts: z.array(z.strictObject({ email: z.email(), tokenVariable: z.string(), sacrificial })).min(1),
  }),
])
/** How users sign in. */
export type SignIn = z.infer<typeof signInSchema>

/** The addresses of a target. */
export const urlsSchema = z.strictObject({
  auth: z.url().describe('base URL of the auth service'),
  api: z.url().describe('base URL of the API'),
  ws: z.url().describe('full URL of the chat socket'),
  app: z.url().optional().describe('base URL of the web app'),
  directApi: z.url().exactOptional().describe('base URL of the API past the load balancer, for example of Cloud Run'),
  directWs: z.url().exactOptional().describe('full URL of the chat socket past the load balancer'),
})
/** The addresses of a target. */
export type Urls = z.infer<typeof urlsSchema>

/** What the guard lets this machine do to the target (design.md §5). */
export const budgetSchema = z
  .strictObject({
    requestsPerMinute: z.int().positive().default(60).describe('outside /api/, all processes of this machine together'),
    conversationsPerDay: z.int().positive().default(2_000),
    backOffSeconds: z.int().positive().default(600).describe('after a 429 that does not say how long'),
  })
  .prefault({})
/** What the guard lets this machine do to the target. */
export type Budget = z.infer<typeof budgetSchema>

/** A target as the configuration file gives it. */
export const targetSchema = z.strictObject({
  urls: urlsSchema,
  signIn: signInSchema,
  policy: z.enum(policies).default('observed'),
  realLlm: z.boolean().default(false).describe('whether watching may cost LLM tokens'),
  thresholds: thresholdsSchema,
  capabilities: capabilitiesSchema,
  browser: browserSchema.exactOptional().describe('the page of the web app; absent: no scenario opens a browser'),
  budget: budgetSchema,
  allowedHosts: z.array(z.string()).default([]).describe('hosts that command-line overrides may name, beside loopback'),
})
/** A target with all defaults filled in. */
export type TargetConfig = z.infer<typeof targetSchema>

/** The system under watch, ready to use: its configuration, its name, and whether it is our own twin. */
export type Target = TargetConfig & {
  readonly name: string
  /** `embedded`: our twin, started by this process. Its green says nothing about a real target. */
  readonly kind: 'embedded' | 'remote'
}
