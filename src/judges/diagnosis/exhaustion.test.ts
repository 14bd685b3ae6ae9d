import { expect, test } from 'vitest'
import type { UserScript } from '../user-script.builder.ts'
import { type Case, connected, diagnosed, errorFrame, running, welcomed } from './case.builder.ts'

const limit = errorFrame('LIMIT', 'Resource limit reached')
const refused = 'Failed to establish connection'
const served = (user: UserScript) => welcomed(user).chat().after(9_000).close()

const cases: readonly Case[] = [
  {
    seen: 'a user refused after having been served',
    code: 'manager-limit-exhausted',
    tell: (user) => served(user).upgrade().closedBy(1011, refused),
  },
  {
    seen: 'the same, while another user is served',
    code: 'manager-limit-exhausted',
    tell: (user, run) => {
      served(user).upgrade().closedBy(1011, refused)
      served(run.user(2))
    },
  },
  {
    seen: 'a user refused on the first connection, in words of a factory',
    code: 'factory-ssot-validation-1011',
    tell: (user) => connected(user).closedBy(1011, 'Factory initialization failed'),
  },
  {
    seen: 'two users refused on their first connections',
    code: 'factory-ssot-validation-1011',
    tell: (user, run) => {
      connected(user).closedBy(1011, 'Factory initialization failed')
      connected(run.user(2)).closedBy(1011, 'Factory initialization failed')
    },
  },
  {
    seen: 'a user refused after having been served, and another on the first connection',
    code: 'resource-limit-cascade',
    tell: (user, run) => {
      served(user).upgrade().got(limit).closedBy(1011)
      connected(run.user(2).after(12_000)).got(limit).closedBy(1011)
    },
  },
  {
    seen: 'two users refused after both had been served',
    code: 'resource-limit-cascade',
    tell: (user, run) => {
      served(user).upgrade().closedBy(1011, refused)
      served(run.user(2)).upgrade().closedBy(1011, refused)
    },
  },
]

test.each(cases)('$seen: $code', (given) => {
  expect(diagnosed(given)).toMatchObject({ code: given.code, verdict: 'fail' })
})

test('a slow welcome is the growth of which it is the end', () => {
  const waits = [50, 300, 800, 1_300, 1_800, 2_600]
  const grown: Case['tell'] = (user) =>
    waits.reduce((script, ms) => script.upgrade().after(ms).welcome().chat().after(1_000).close(), user.signIn())
  const alone: Case['tell'] = (user) =>
    user.signIn().verify().upgrade().after(2_600).welcome().chat().after(1_000).close()
  const of = (tell: Case['tell']) => diagnosed({ seen: '', code: '', tell })
  expect(of(grown)).toMatchObject({ code: 'handler-accumulation', severity: 'warn' })
  expect(of(alone)).toMatchObject({ code: 'slow-handshake', severity: 'warn' })
})

/** Lives of so many milliseconds each, one after the other, all of which just end. */
const lives = (user: UserScript, livesMs: readonly number[]) =>
  livesMs.reduce((script, ms) => script.upgrade().welcome().after(ms).closedBy(1006), user.signIn())

test.each<[string, readonly number[], boolean, string]>([
  ['at even intervals, the first of them with another user', [20_000, 20_000, 20_000], true, 'memory-growth'],
  ['at even intervals, always alone', [20_000, 20_000, 20_000], false, 'dirty-close-1006'],
  ['at odd intervals', [20_000, 70_000, 20_000], true, 'instance-death-mid-stream'],
  ['twice', [20_000, 20_000], true, 'instance-death-mid-stream'],
])('connections that end %s', (_when, livesMs, together, code) => {
  const tell: Case['tell'] = (user, run) => {
    const [firstMs = 0] = livesMs
    lives(user, livesMs)
    if (together) lives(run.user(2).after(100), [firstMs])
    else running(run.user(2).after(100)).tools().completed().after(1_000).close()
  }
  const changes = { observedUntilMs: 300_000, judges: ['monitor', 'closes'] }
  expect(diagnosed({ seen: '', code, tell, changes }).code).toBe(code)
})
