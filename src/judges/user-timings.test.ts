import { expect, test } from 'vitest'
import { nothing, oneUser } from './judging.builder.ts'
import { userTimings } from './user-timings.ts'

const none = { signInMs: null, upgradeMs: null, welcomeMs: null, firstEventMs: null, answerMs: null }

test('a whole run has all five', () => {
  const timings = userTimings(
    oneUser((user) =>
      user.signIn().upgrade().welcome().prompt().event('agent_started', {}, 700).thinking().tools().completed(),
    ),
    'user-1',
  )
  expect(timings).toMatchObject({ signInMs: 80, upgradeMs: 100, welcomeMs: 150, firstEventMs: 700 })
  expect(timings.answerMs).toBeGreaterThan(700)
})

test('what did not come is null', () => {
  expect(userTimings(nothing, 'user-1')).toEqual(none)
  expect(
    userTimings(
      oneUser((user) => user.whole()),
      'user-9',
    ),
  ).toEqual(none)
  expect(
    userTimings(
      oneUser((user) => user.http({ status: 500 }).upgrade({ status: 403 })),
      'user-1',
    ),
  ).toEqual(none)
  expect(
    userTimings(
      oneUser((user) => user.signIn().upgrade().welcome().prompt().started()),
      'user-1',
    ),
  ).toMatchObject({ answerMs: null })
})

test.each([
  ['the first welcome after it', 3_000, 3_150],
  ['a welcome in the very moment', -150, 0],
  ['null when no welcome came', null, null],
])('where health was watched, the time from the first 200 to %s', (_what, afterMs, expected) => {
  const watch = { role: 'api', purpose: 'health-watch', method: 'GET', url: 'https://api.example.com/health' } as const
  const evidence = oneUser((user) => {
    user
      .upgrade()
      .welcome()
      .http({ ...watch, status: 503 })
      .http({ ...watch, status: 200 })
    if (afterMs !== null) user.after(afterMs).upgrade().welcome()
  })
  expect(userTimings(evidence, 'user-1').firstGoodSocketMs).toBe(expected)
  expect(userTimings(evidence, 'user-9').firstGoodSocketMs).toBeNull()
})
