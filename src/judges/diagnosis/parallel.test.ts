import { expect, test } from 'vitest'
import type { EvidenceBuilder } from '../evidence.builder.ts'
import type { UserScript } from '../user-script.builder.ts'
import { diagnosed } from './case.builder.ts'

const refusal = { data: { error_message: 'User e2e-x has reached maximum engine limit (2)' } }

/** One user whose sockets each hold a run at the same time; the last one ends as `last` tells. */
function tabs(run: EvidenceBuilder, count: number, last: (user: UserScript) => unknown): void {
  const user = run.user(1)
  const startMs = user.after(1_000).signIn().verify().atMs
  for (let each = 1; each < count; each++) {
    user
      .after(startMs - user.atMs)
      .upgrade()
      .welcome()
    user.after(startMs + 2_000 - user.atMs).chat()
    user.after(9_000).close()
  }
  user
    .after(startMs - user.atMs)
    .upgrade()
    .welcome()
  user.after(startMs + 2_100 - user.atMs).prompt()
  last(user)
}

function named(count: number, last: (user: UserScript) => unknown) {
  const { code, severity, verdict } = diagnosed({
    seen: '',
    code: '',
    changes: { observedUntilMs: 200_000, judges: ['sequence'] },
    tell: (_user, run) => tabs(run, count, last),
  })
  return { code, severity, verdict }
}

const refused = (user: UserScript) => user.event('agent_error', refusal).after(9_000).close()

test('a third run that is refused in words is a warning', () => {
  expect(named(3, refused)).toEqual({ code: 'engine-cap-two-per-user', severity: 'warn', verdict: 'degraded' })
})

test('one that is refused beside a single other is a failure: nobody has two engines', () => {
  expect(named(2, refused)).toEqual({ code: 'engine-cap-two-per-user', severity: 'fail', verdict: 'fail' })
})

test('one that breaks after it began was not refused', () => {
  const broken = (user: UserScript) => user.started().event('agent_error', refusal).after(9_000).close()
  expect(named(3, broken)).toEqual({ code: 'engine-cap-two-per-user', severity: 'fail', verdict: 'fail' })
})

test('a third run that never begins is refused without a word', () => {
  const silent = (user: UserScript) => user.after(100_000).close({ scripted: false })
  expect(named(3, silent)).toEqual({ code: 'engine-cap-two-per-user', severity: 'fail', verdict: 'fail' })
  expect(named(2, silent)).toMatchObject({ code: 'agent-never-starts' })
})

test('a third run that breaks in other words was one too many', () => {
  const broken = (user: UserScript) => user.event('agent_error', { data: { error_message: 'it broke' } })
  expect(named(3, broken)).toEqual({ code: 'engine-cap-two-per-user', severity: 'fail', verdict: 'fail' })
})

/** A prompt that gets no event, and two others of the same user, each at its time and answered so fast or not at all. */
function beside(atMs: number, answerMs: number | null): string | undefined {
  const tell = (_user: UserScript, run: EvidenceBuilder) => {
    const user = run.user(1).signIn()
    for (const _each of [1, 2]) {
      user
        .after(1_000 - user.atMs)
        .upgrade()
        .welcome()
      user.after(atMs - user.atMs - 20).prompt()
      if (answerMs !== null) user.event('agent_started', {}, 10).thinking().tools()
      if (answerMs !== null) user.event('agent_completed', { data: { result: 'so' } }, atMs + answerMs - user.atMs)
      user.after(100_000).close({ scripted: false })
    }
    user
      .after(1_000 - user.atMs)
      .upgrade()
      .welcome()
    user.after(10_000 - user.atMs - 20).prompt()
    user.after(100_000).close({ scripted: false })
  }
  const { codes } = diagnosed({
    seen: '',
    code: '',
    changes: { observedUntilMs: 200_000, judges: ['sequence'] },
    tell,
  })
  return codes.find((code) => code === 'engine-cap-two-per-user')
}

test.each<[string, number, number | null, boolean]>([
  ['asked together', 9_000, 5_000, true],
  ['asked 2 s before, and were still going on', 8_000, 5_000, true],
  ['asked more than 2 s before', 7_999, 5_000, false],
  ['asked 2 s after', 12_000, 5_000, true],
  ['had ended before', 8_000, 1_999, false],
  ['were not answered either', 9_000, null, false],
])('a run that gets nothing is one too many only beside two that %s', (_when, atMs, answerMs, isOneTooMany) => {
  expect(beside(atMs, answerMs) !== undefined).toBe(isOneTooMany)
})
