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

test('a socket that was welcomed is no earlier one for itself', () => {
  const tell: Case['tell'] = (user) => welcomed(user).closedBy(1011, refused)
  expect(diagnosed({ seen: '', code: '', tell }).code).toBe('closed-mid-run')
})

test.each<[string, (user: UserScript) => unknown, boolean]>([
  ['by the server, with 1011, on a socket without a prompt', (user) => connected(user).got(limit).closedBy(1011), true],
  ['by us', (user) => connected(user).got(limit).close({ code: 1011 }), false],
  ['with another code', (user) => connected(user).got(limit).closedBy(1008), false],
  ['in the middle of a conversation', (user) => welcomed(user).prompt().got(limit).closedBy(1011), false],
  ['for another reason', (user) => connected(user).closedBy(1011, 'it broke'), false],
])('a limit hits others when another user’s socket ends %s', (_how, other, isCascade) => {
  const tell: Case['tell'] = (user, run) => {
    served(user).upgrade().got(limit).closedBy(1011)
    other(run.user(2).after(12_000))
  }
  const { codes } = diagnosed({ seen: '', code: '', tell })
  expect(codes.includes('resource-limit-cascade')).toBe(isCascade)
  expect(codes.includes('manager-limit-exhausted')).toBe(!isCascade)
})

/** Sockets of two users, each with the time at which it just ends. */
function ends(first: readonly number[], second: readonly number[], last = (user: UserScript) => user.closedBy(1006)) {
  const tell: Case['tell'] = (_user, run) => {
    for (const [index, atMs] of [first, second].entries()) {
      const user = index === 0 ? run.user(2) : run.user(3)
      for (const [place, endMs] of atMs.entries()) {
        user.upgrade().welcome()
        user.after(endMs - 30 - user.atMs)
        if (place === first.length - 1 && index === 0) last(user)
        else user.closedBy(1006)
      }
    }
  }
  const changes = { observedUntilMs: 300_000, judges: ['monitor', 'closes'] }
  return diagnosed({ seen: '', code: '', tell, changes }).codes.includes('memory-growth')
}

test.each<[string, readonly number[], readonly number[], boolean]>([
  ['every 20 s, once with another', [20_000, 40_000, 60_000], [20_000], true],
  ['every 20 s, once with one that opened before', [60_000], [20_000, 40_000, 60_000], true],
  ['once with another a second later', [20_000, 40_000, 60_000], [21_000], true],
  ['once with another more than a second later', [20_000, 40_000, 60_000], [21_001], false],
  ['once with another 5 s later', [20_000, 40_000, 60_000], [25_000], false],
  ['with intervals half as long again', [20_000, 40_000, 70_000], [20_000], true],
  ['with intervals more than half as long again', [20_000, 40_000, 70_001], [20_000], false],
])('sockets that just end %s', (_when, first, second, regular) => {
  expect(ends(first, second)).toBe(regular)
})

test('a close of ours that nobody answered is no death', () => {
  expect(ends([20_000, 40_000, 60_000], [20_000], (user) => user.close({ code: 1006 }))).toBe(false)
})

test('a slow first event is the growth of which it is the end, too', () => {
  const tell: Case['tell'] = (user) => {
    user.signIn()
    for (const ms of [500, 1_500, 3_000, 6_000])
      user
        .upgrade()
        .welcome()
        .prompt()
        .event('agent_started', {}, ms)
        .thinking()
        .tools()
        .completed()
        .after(1_000)
        .close()
  }
  expect(diagnosed({ seen: '', code: '', tell })).toMatchObject({ code: 'handler-accumulation', phase: 'events' })
})

test('a server that goes away is no death, though others die at even intervals', () => {
  const tell: Case['tell'] = (user, run) => {
    lives(run.user(2), [20_000, 20_000, 20_000])
    lives(run.user(3).after(100), [20_000])
    user.upgrade().welcome().after(50_000).closedBy(1001)
  }
  const { codes } = diagnosed({
    seen: '',
    code: '',
    tell,
    changes: { observedUntilMs: 300_000, judges: ['monitor', 'closes'] },
  })
  expect(codes).toContain('memory-growth')
  expect(codes).toContain('closed-mid-run')
})

test.each<[string, Case['tell']]>([
  [
    'of another user',
    (user, run) => {
      served(run.user(2))
      connected(user.after(20_000)).closedBy(1011, refused)
    },
  ],
  ['of this user that was never welcomed', (user) => connected(user).close().upgrade().closedBy(1011, refused)],
])('an earlier connection %s is no sign that something fills up', (_whose, tell) => {
  expect(diagnosed({ seen: '', code: '', tell }).codes).not.toContain('manager-limit-exhausted')
})
