import { expect, test } from 'vitest'
import type { EvidenceBuilder } from '../evidence.builder.ts'
import { type Case, connected, diagnosed, errorFrame, running, welcomed } from './case.builder.ts'

const failing = (message: string) => ({ data: { error_message: message } })

/** Users who ask together and wait one turn longer each, or each as long as the others. */
function asking(run: EvidenceBuilder, delaysMs: readonly number[]): void {
  delaysMs.forEach((delayMs, index) => {
    const user = run.user(index + 2)
    user
      .signIn()
      .verify()
      .upgrade()
      .welcome()
      .prompt()
      .event('agent_started', {}, delayMs)
      .thinking()
      .tools()
      .completed()
    user.after(60_000 - user.atMs).close()
  })
}

const cases: readonly Case[] = [
  {
    seen: 'SSOT validation failed',
    code: 'factory-ssot-validation-1011',
    tell: (user) => connected(user).closedBy(1011, 'Factory SSOT validation failed'),
  },
  {
    seen: 'critical factory failure',
    code: 'factory-ssot-validation-1011',
    tell: (user) => connected(user).closedBy(1011, 'Critical factory failure'),
  },
  {
    seen: 'factory initialization failed',
    code: 'factory-ssot-validation-1011',
    tell: (user) => connected(user).closedBy(1011, 'Factory initialization failed'),
  },
  {
    seen: 'the same reason after an earlier connection was fine',
    code: 'manager-limit-exhausted',
    tell: (user) => {
      welcomed(user).chat().after(9_000).close()
      user.upgrade().closedBy(1011, 'Factory initialization failed')
    },
  },
  {
    seen: 'failed to establish, the first time',
    code: 'accepted-then-closed-1011',
    tell: (user) => connected(user).closedBy(1011, 'Failed to establish connection'),
  },
  {
    seen: 'failed to establish after earlier connections',
    code: 'manager-limit-exhausted',
    tell: (user) => {
      welcomed(user).chat().after(9_000).close()
      user.upgrade().closedBy(1011, 'Failed to establish connection')
    },
  },
  {
    seen: 'a limit in words',
    code: 'manager-limit-exhausted',
    tell: (user) =>
      connected(user)
        .got(errorFrame('LIMIT', 'Maximum number of WebSocket managers reached (20/20)'))
        .closedBy(1011, 'Failed to establish connection'),
  },
  {
    seen: 'a RecursionError',
    code: 'factory-self-recursion-1011',
    tell: (user) =>
      connected(user)
        .got(errorFrame('CONNECTION_ERROR', 'Connection error in main mode', 'RecursionError'))
        .closedBy(1011, 'main mode error'),
  },
  {
    seen: 'a manager that cannot be awaited',
    code: 'factory-await-mismatch',
    tell: (user) =>
      connected(user)
        .got(
          errorFrame(
            'CONNECTION_ERROR',
            "object UnifiedWebSocketManager can't be used in 'await' expression",
            'TypeError',
          ),
        )
        .closedBy(1011, 'main mode error'),
  },
  {
    seen: 'a state that is not JSON',
    code: 'json-serialization-1011',
    tell: (user) =>
      connected(user)
        .got(errorFrame('CONNECTION_ERROR', 'Object of type WebSocketState is not JSON serializable', 'TypeError'))
        .closedBy(1011, 'main mode error'),
  },
  {
    seen: 'a tool registered twice',
    code: 'tool-registry-duplicate',
    tell: (user) => connected(user).closedBy(1011, 'modelmetaclass already registered'),
  },
  {
    seen: 'a tool registered twice, says a refusal',
    code: 'tool-registry-duplicate',
    tell: (user) => user.signIn().upgrade({ status: 500, body: 'modelmetaclass already registered in registry' }),
  },
  {
    seen: 'a factory that was not configured',
    code: 'factory-not-configured',
    tell: (user) => running(user).event('agent_error', failing('ExecutionEngineFactory not configured during startup')),
  },
  {
    seen: 'a third engine',
    code: 'engine-cap-two-per-user',
    tell: (user) => running(user).event('agent_error', failing('User has reached the maximum of 2 engines')),
  },
  {
    seen: 'an error of the agent to a prompt that is not on record',
    code: 'unclassified',
    tell: (user) => welcomed(user).started().event('agent_error', failing('it broke')),
  },
  {
    seen: 'another error of the agent',
    code: 'unclassified',
    tell: (user) => running(user).event('agent_error', failing('it broke')),
  },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail' })
})

test.each([
  ['one turn longer each', [2_200, 4_500, 6_800, 9_100], 'engine-lock-convoy'],
  ['one turn longer each, whoever came first', [6_800, 2_200, 9_100, 4_500], 'engine-lock-convoy'],
  ['twice as long in the end', [5_000, 7_500, 10_000], 'engine-lock-convoy'],
  ['not quite twice as long in the end', [5_002, 7_500, 10_000], 'first-event-slow'],
  ['two of them alike', [5_100, 5_600, 8_500, 11_400], 'first-event-slow'],
  ['one of them much longer', [6_000, 7_500, 9_000, 10_500, 16_500], 'first-event-slow'],
  ['all as long', [6_500, 6_800, 6_600, 6_900], 'first-event-slow'],
  ['but for one', [900, 1_000, 1_100, 9_000], 'first-event-slow'],
])('users who ask together and wait %s', (_how, delaysMs, code) => {
  const judged = diagnosed({
    seen: '',
    code,
    changes: { observedUntilMs: 70_000 },
    tell: (_user, run) => asking(run, delaysMs),
  })
  expect(judged).toMatchObject({ code, severity: 'warn' })
})
