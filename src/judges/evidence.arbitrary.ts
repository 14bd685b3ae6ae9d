import fc from 'fast-check'
import { type Fact, httpPurposes } from '../model/evidence.ts'
import type { Evidence, EvidenceContext, UserEvidence } from '../model/evidence-file.ts'
import { policies, purposes } from '../model/words.ts'
import { context } from './evidence.builder.ts'
import { everyJudge } from './judging.builder.ts'

const users = ['user-1', 'user-2', 'user-3']
const user = fc.constantFrom(...users)
const ms = fc.oneof(fc.integer({ min: -5, max: 200_000 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }))
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('Auth error', 'main mode error', 'Factory SSOT validation failed', '<html></html>'),
)
const failure = fc.option(
  fc.record({
    code: fc.oneof(
      fc.constantFrom('timeout', 'cancelled', 'ECONNREFUSED', 'WS_ERR_INVALID_UTF8'),
      fc.string({ maxLength: 12 }),
    ),
    message: text,
  }),
)
const timings = fc.constant({ dnsMs: null, tcpMs: 3, tlsMs: null, firstByteMs: 9 })
const headers = fc.dictionary(
  fc.constantFrom('server', 'via', 'content-type', '__proto__'),
  fc.string({ maxLength: 20 }),
)
const status = fc.option(fc.constantFrom(101, 200, 302, 401, 403, 404, 429, 500, 503))

const types = [
  'connection_established',
  'agent_started',
  'agent_thinking',
  'tool_executing',
  'tool_completed',
  'agent_completed',
  'agent_error',
  'error_message',
  'ack',
  'heartbeat',
  'thread_created',
  'broadcast',
  'handshake_response',
  'event_batch',
  'x',
]
const event = fc.record(
  {
    type: fc.constantFrom(...types),
    user_id: fc.constantFrom('e2e-user-1', 'e2e-user-2', 'demo-use...', 'relaxed_1'),
    run_id: fc.constantFrom('run_a', 'run_b'),
    agent_name: fc.constantFrom('A', 'B'),
    tool_name: fc.constantFrom('t', 'u'),
    result: fc.oneof(
      fc.string(),
      fc.constant('1562.7390.4821 and much more of an answer than fifty characters'),
      fc.jsonValue({ maxDepth: 3 }),
    ),
    data: fc.jsonValue({ maxDepth: 3 }),
    events: fc.jsonValue({ maxDepth: 3 }),
    error_code: fc.constantFrom('AUTH_FAILED', 'NO_TOKEN'),
    mode: fc.constantFrom('main', 'legacy'),
  },
  { requiredKeys: ['type'] },
)
/** What a target may send: events, any JSON, any text. */
const frameData = fc.oneof(
  { weight: 6, arbitrary: event.map((json) => JSON.stringify(json)) },
  fc.json({ maxDepth: 4 }),
  text,
)

const fact = { seq: fc.constant(0), atMs: ms }
const onSocket = { ...fact, user, socket: fc.constantFrom('socket-1', 'socket-2') }

/** Any one fact that the schema allows. */
const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    ...fact,
    kind: fc.constant('http' as const),
    user: fc.option(user),
    endMs: ms,
    role: fc.constantFrom('auth', 'api', 'ws', 'app'),
    purpose: fc.constantFrom(...httpPurposes),
    method: fc.constant('GET'),
    url: text,
    status,
    headers,
    body: frameData,
    bodyBytes: fc.nat(),
    remoteAddress: fc.constant(null),
    timings,
    error: failure,
  }),
  fc.record({
    ...onSocket,
    kind: fc.constant('upgrade' as const),
    endMs: ms,
    url: text,
    token: fc.constant(null),
    ordinal: fc.integer({ min: 1, max: 30 }),
    status,
    headers,
    body: text,
    protocol: fc.constant(''),
    remoteAddress: fc.constant('203.0.113.8'),
    timings,
    error: failure,
  }),
  {
    weight: 8,
    arbitrary: fc.record({
      ...onSocket,
      kind: fc.constant('frame' as const),
      direction: fc.constantFrom('in', 'out'),
      opcode: fc.constantFrom('text', 'text', 'text', 'binary', 'ping', 'pong'),
      bytes: fc.nat(),
      data: frameData,
    }),
  },
  fc.record({
    ...onSocket,
    kind: fc.constant('close' as const),
    code: fc.constantFrom(1000, 1005, 1006, 1008, 1011, 4999),
    reason: text,
    initiator: fc.constantFrom('server', 'client', 'none'),
    sentCode: fc.constant(null),
    scripted: fc.boolean(),
    error: failure,
    ageMs: ms,
    loopDelayMs: ms,
  }),
  fc.record({
    ...onSocket,
    kind: fc.constant('prompt' as const),
    conversation: fc.constant('user-1/1'),
    frame: fc.nat(40),
    text,
    nonce: fc.constantFrom('4821-7390-1562', ''),
    expected: fc.constantFrom('1562.7390.4821', ''),
  }),
  fc.record({
    ...fact,
    kind: fc.constant('monitor' as const),
    user: fc.option(user),
    what: fc.constantFrom(
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
    ),
    durationMs: ms,
    detail: text,
  }),
)

const anyUser: fc.Arbitrary<UserEvidence> = fc.record({
  id: user,
  role: fc.constantFrom('speaker', 'bystander'),
  email: fc.string({ maxLength: 12 }),
  userId: fc.option(fc.constantFrom('e2e-user-1', 'e2e-user-2', '')),
  plant: fc.option(fc.string({ maxLength: 12 })),
})

const anyContext: fc.Arbitrary<Partial<EvidenceContext>> = fc.record({
  policy: fc.constantFrom(...policies),
  purpose: fc.constantFrom(...purposes),
  timeScale: fc.constantFrom(1, 20),
  observedUntilMs: ms,
  ended: fc.constantFrom('complete', 'left', 'deadline', 'caller-deadline', 'cancelled', 'error'),
  loopDelayMaxMs: ms,
  capabilities: fc
    .record({ tools: fc.boolean(), proof: fc.constantFrom('transformed', 'echoed', 'present') })
    .map((changes) => ({ ...context.capabilities, ...changes })),
})

/** Any evidence that the schema allows, sense or nonsense: times that go back, users twice, frames that are no JSON. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    facts: fc.array(anyFact, { maxLength: 40 }),
    users: fc.array(anyUser, { maxLength: 3 }),
    changes: anyContext,
  })
  .map(({ facts, users: known, changes }) => ({
    schema: 'golden-path/evidence@1',
    context: { ...context, judges: everyJudge, ...changes },
    users: known,
    steps: [],
    facts: facts.map((each, seq) => ({ ...each, seq })),
  }))
