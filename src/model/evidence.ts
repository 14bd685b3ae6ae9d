import { z } from 'zod'
import { certificateExpiresAt, fact, failure, headers, ms, timings } from './fact-base.ts'
import { screenFactSchema } from './screen-fact.ts'
import { badCredentials, routes, transports } from './words.ts'

/**
 * Evidence: all that the users of one run saw, in order, on one monotonic clock, with what is needed to judge it again
 * offline. Every `atMs` is milliseconds of target time since the run began; `seq` numbers the facts from 0. Secrets are
 * masked before anything is written here, as `⟦token:user-2⟧`.
 */

const onSocket = {
  ...fact,
  user: z.string(),
  socket: z.string().describe('our name of the socket, for example socket-1'),
}
const route = z.enum(routes).exactOptional().describe('which address was used; absent: the one that users take')

/** What an HTTP exchange was for. */
export const httpPurposes = [
  'health',
  'ready',
  'ws-health',
  'sign-in',
  'verify',
  'api-call',
  'route-check',
  'sign-out',
  'health-watch',
  'instance',
  'agent-route',
  'threads',
  'thread-messages',
  'own-thread',
  'foreign-thread',
  'page',
  'page-call',
  'page-asset',
] as const

/** One HTTP request and what came of it. */
export const httpFactSchema = z.strictObject({
  ...fact,
  kind: z.literal('http'),
  endMs: ms,
  role: z.enum(['auth', 'api', 'ws', 'app']),
  route,
  purpose: z.enum(httpPurposes),
  method: z.string(),
  url: z.string(),
  status: z.int().nullable().describe('null: no response'),
  headers,
  body: z.string().describe('at most the first 64 KiB'),
  bodyBytes: z.int().nonnegative(),
  remoteAddress: z.string().nullable(),
  certificateExpiresAt,
  timings,
  error: failure,
})

/** One attempt to open a socket, refused ones too. */
export const upgradeFactSchema = z.strictObject({
  ...onSocket,
  kind: z.literal('upgrade'),
  endMs: ms,
  url: z.string(),
  route,
  token: z.string().nullable().describe('tag of the token sent, for example token:user-1'),
  credential: z
    .enum(badCredentials)
    .exactOptional()
    .describe('a negative control: a credential that must be refused; absent: the good token of the user'),
  client: z.literal('browser').exactOptional().describe('a page of the web app opened it; absent: we did'),
  transport: z
    .enum([...transports, 'ticket'])
    .exactOptional()
    .describe('how the token was sent; absent: in the header'),
  ordinal: z.int().positive().describe('which connection of this user in this run, from 1'),
  together: z
    .strictObject({
      gate: z.string().describe('our name of the gate at which the requests waited for one another'),
      size: z.int().positive().describe('how many waited there'),
      offsetMs: ms.describe('planned delay after the gate opened'),
      releasedMs: ms.nullable().describe('when the request really left; null: it never did'),
    })
    .exactOptional()
    .describe('sent together with the requests of others, when all connections stood; absent: on its own'),
  affinity: z
    .strictObject({ sent: z.string().nullable(), given: z.string().nullable() })
    .exactOptional()
    .describe(
      'cookie that ties us to an instance, by our names for its values: the one we sent, the one the answer set; absent: neither',
    ),
  resumes: z
    .string()
    .exactOptional()
    .describe('dropped socket whose conversation goes on here; absent: it begins afresh'),
  observedUntilMs: ms
    .exactOptional()
    .describe('when we stopped looking at a socket whose end is not on record; absent: when we stopped looking at all'),
  status: z.int().nullable().describe('101 when the socket opened; null: no response'),
  headers,
  body: z.string().describe('of a refusal, at most the first 4 KiB'),
  protocol: z.string().describe('subprotocol the server chose; empty when none'),
  remoteAddress: z.string().nullable(),
  certificateExpiresAt,
  timings,
  error: failure,
})

/** One frame. Control frames count: a pong is the sign of a live peer. */
export const frameFactSchema = z.strictObject({
  ...onSocket,
  kind: z.literal('frame'),
  direction: z.enum(['in', 'out']),
  opcode: z.enum(['text', 'binary', 'ping', 'pong']),
  bytes: z.int().nonnegative(),
  data: z.string().describe('text, or base64 of a binary frame'),
})

/** The end of an open socket, from the close ledger. */
export const closeFactSchema = z.strictObject({
  ...onSocket,
  kind: z.literal('close'),
  code: z.int().describe('as received; 1005: a close frame without code, 1006: none'),
  reason: z.string(),
  initiator: z
    .enum(['server', 'client', 'none'])
    .describe('who sent the first close frame; none: the connection just ended'),
  sentCode: z.int().nullable().describe('code that we sent'),
  scripted: z.boolean().describe('whether the scenario asked for this close; without a sentCode: for a drop'),
  error: failure.describe('WS_ERR_* when a bad frame of the peer made us close'),
  ageMs: ms.describe('since the upgrade response'),
  loopDelayMs: ms.describe('longest stall of our own event loop while the socket was open'),
})

/** A prompt that we sent and what its answer must contain. */
export const promptFactSchema = z.strictObject({
  ...onSocket,
  kind: z.literal('prompt'),
  conversation: z.string().describe('our name of the conversation, for example user-1/1'),
  frame: z.int().nonnegative().describe('seq of the frame that carried it; its own where a page sent it over HTTP'),
  text: z.string(),
  nonce: z.string(),
  expected: z.string().describe('transformation of the nonce that only an agent which read the prompt can give'),
})

/** What the monitor saw of itself. Nothing is blamed on the target inside such a window. */
export const monitorFactSchema = z.strictObject({
  ...fact,
  kind: z.literal('monitor'),
  what: z.enum([
    'loop-stalled',
    'clock-jump',
    'offline',
    'scenario-threw',
    'credentials-refused',
    'frame-flood',
    'deadline',
    'caller-deadline',
    'cancelled',
    'cleanup-failed',
    'browser-failed',
  ]),
  durationMs: ms.describe('length of the window that ends at atMs; 0 for an instant'),
  detail: z.string(),
})

/** One thing that was seen. */
export const factSchema = z.discriminatedUnion('kind', [
  httpFactSchema,
  upgradeFactSchema,
  frameFactSchema,
  closeFactSchema,
  promptFactSchema,
  screenFactSchema,
  monitorFactSchema,
])
/** One thing that was seen. */
export type Fact = z.infer<typeof factSchema>
/** One HTTP request and what came of it. */
export type HttpFact = z.infer<typeof httpFactSchema>
/** One attempt to open a socket. */
export type UpgradeFact = z.infer<typeof upgradeFactSchema>
/** One frame. */
export type FrameFact = z.infer<typeof frameFactSchema>
/** The end of an open socket. */
export type CloseFact = z.infer<typeof closeFactSchema>
/** A prompt that we sent. */
export type PromptFact = z.infer<typeof promptFactSchema>
/** What the monitor saw of itself. */
export type MonitorFact = z.infer<typeof monitorFactSchema>
