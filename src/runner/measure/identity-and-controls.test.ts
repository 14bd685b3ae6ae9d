import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import type { UserScript } from '../../judges/user-script.builder.ts'
import { badCredentials } from '../../model/words.ts'
import { counted, finish, oneUser } from './measure.builder.ts'

const identity = 'golden_path_identity_checks_total'
const controls = 'golden_path_negative_controls_total'

test.each([
  ['e2e-amber-1', 'match'],
  ['e2e-ambe...', 'prefix_match'],
  ['e2e-birch-2', 'mismatch'],
  ['demo-user-001', 'collapsed'],
  [null, 'absent'],
])('a welcome for %s', (userId, result) => {
  const run = finish(oneUser((user) => user.signIn().upgrade().welcome({ user_id: userId })))
  expect(counted(run, identity, 'result')).toEqual({ [result]: 1 })
})

test('who was never welcomed was not checked', () => {
  expect(counted(finish(oneUser((user) => user.signIn().upgrade({ status: 500 }))), identity, 'result')).toEqual({})
})

test.each(badCredentials)('a socket with %s is refused, accepted, or proves nothing', (credential) => {
  const shown = (tell: (user: UserScript) => unknown) => {
    const run = oneUser((user) => {
      user.signIn()
      if (credential === 'logged_out') user.http({ purpose: 'sign-out' })
      tell(user)
    })
    return counted(finish(run), controls, 'control', 'result')
  }
  const at = { credential }
  expect(shown((user) => user.upgrade({ ...at, status: 401 }))).toEqual({ [`${credential} refused`]: 1 })
  expect(shown((user) => user.upgrade(at).closedBy(1008))).toEqual({ [`${credential} refused`]: 1 })
  expect(shown((user) => user.upgrade(at).welcome().close())).toEqual({ [`${credential} accepted`]: 1 })
  expect(shown((user) => user.upgrade({ ...at, status: 502 }))).toEqual({ [`${credential} not_run`]: 1 })
})

test('a control that could not be shown is told as not run', () => {
  const run = new EvidenceBuilder().health().step('control expired direct', 'user-1', 'not-run', 'no such token')
  expect(counted(finish(run.build()), controls, 'control', 'result')).toEqual({ 'expired not_run': 1 })
})

const threadOf = (user: UserScript) => `https://api.example.com/api/threads/thread-of-${user.id}/messages`

test.each([
  [404, 'foreign_thread refused'],
  [403, 'foreign_thread refused'],
  [200, 'foreign_thread accepted'],
  [500, 'foreign_thread not_run'],
  [null, 'foreign_thread not_run'],
])('another user’s thread that answers %s', (status, expected) => {
  const run = new EvidenceBuilder().health()
  const [one, two] = [run.user(1), run.user(2)]
  two
    .signIn()
    .upgrade()
    .welcome()
    .http({ purpose: 'own-thread', role: 'api', method: 'GET', url: threadOf(two) })
  one
    .signIn()
    .after(500)
    .http({ purpose: 'foreign-thread', role: 'api', method: 'GET', url: threadOf(two), status })
  const evidence = run.build({ judges: ['monitor', 'isolation'] })
  expect(counted(finish(evidence), controls, 'control', 'result')).toEqual({ [expected]: 1 })
})

test('where the target takes all users for one, each reads what is its own', () => {
  const run = new EvidenceBuilder().health()
  const [one, two] = [run.user(1), run.user(2)]
  for (const user of [one, two]) user.signIn().upgrade().welcome({ user_id: 'demo-user-001' })
  two.http({ purpose: 'own-thread', role: 'api', url: threadOf(two) })
  one.after(500).http({ purpose: 'foreign-thread', role: 'api', url: threadOf(two) })
  const evidence = run.build({ judges: ['monitor', 'isolation'] })
  expect(counted(finish(evidence), controls, 'control', 'result')).toEqual({ 'foreign_thread not_run': 1 })
})

test('where isolation is judged and nobody tried another’s thread, that is told', () => {
  const run = oneUser((user) => user.whole(), { judges: ['monitor', 'isolation'] })
  expect(counted(finish(run), controls, 'control', 'result')).toEqual({ 'foreign_thread not_run': 1 })
  expect(counted(finish(oneUser((user) => user.whole())), controls, 'control')).toEqual({})
})
