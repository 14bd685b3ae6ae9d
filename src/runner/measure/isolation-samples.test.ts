import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import type { UserScript } from '../../judges/user-script.builder.ts'
import type { leakChannels } from '../../model/measured-words.ts'
import { counted, finish, oneUser, users } from './measure.builder.ts'

const pairs = 'golden_path_isolation_pairs_checked_total'
const leaks = 'golden_path_isolation_leaks_total'

test('three users who talk at the same time are six pairs, by both proofs', () => {
  const run = finish(users(3, (user) => user.whole()))
  expect(counted(run, pairs, 'scenario', 'proof')).toEqual({ 'golden-path structural': 6, 'golden-path content': 6 })
  expect(counted(run, leaks, 'channel')).toEqual({})
})

test('who never saw the own reference proves nothing by content', () => {
  const run = finish(
    users(2, (user) =>
      user.signIn().upgrade().welcome().prompt().started().thinking().tools().completed('x'.repeat(80)).close(),
    ),
  )
  expect(counted(run, pairs, 'proof')).toEqual({ structural: 2, content: 0 })
})

test('one user is no pair, and where isolation is not judged nothing is said', () => {
  expect(counted(finish(users(1, (user) => user.whole())), pairs, 'proof')).toEqual({ structural: 0, content: 0 })
  expect(counted(finish(oneUser((user) => user.whole())), pairs, 'proof')).toEqual({})
})

test('users who are taken for one another prove nothing', () => {
  const run = finish(users(2, (user) => user.signIn().upgrade().welcome({ user_id: 'demo-user-001' }).chat().close()))
  expect(counted(run, pairs, 'proof')).toEqual({})
})

type Leak = (victim: UserScript, other: UserScript) => unknown
const stray: Readonly<Record<Exclude<(typeof leakChannels)[number], 'fact' | 'bystander'>, Leak>> = {
  id: (victim, other) => victim.got({ type: 'heartbeat', user_id: other.userId }),
  nonce: (victim, other) => victim.got({ type: 'agent_response', message: other.nonce }),
  token: (victim, other) => victim.got({ type: 'system_message', message: `⟦token:${other.id}⟧` }),
}

test.each(Object.entries(stray))('what leaks by %s counts once for each receiver and owner', (channel, leak) => {
  const run = new EvidenceBuilder().health()
  const [one, two] = [run.user(1), run.user(2)]
  one.signIn().upgrade().welcome().prompt()
  two.signIn().upgrade().welcome().prompt()
  for (const _ of [1, 2, 3]) leak(one, two)
  const evidence = run.build({ judges: ['monitor', 'isolation'] })
  expect(counted(finish(evidence), leaks, 'channel')).toEqual({ [channel]: 1 })
})

test('what leaks to a bystander, and what a user was told alone, count by their channels', () => {
  const run = new EvidenceBuilder().health()
  const [one, two, quiet] = [run.user(1), run.user(2), run.user(3, 'bystander')]
  one
    .signIn()
    .upgrade()
    .welcome()
    .prompt()
    .got({ type: 'agent_response', message: 'The blue heron is 4711 years old.' })
  two.signIn().upgrade().welcome().prompt()
  quiet.signIn().upgrade().welcome().got({ type: 'agent_log' })
  const evidence = run.build({ judges: ['monitor', 'isolation'] })
  const planted = evidence.users.map((user) => (user.id === 'user-2' ? { ...user, plant: 'blue heron is 4711' } : user))
  expect(counted(finish({ ...evidence, users: planted }), leaks, 'channel')).toEqual({ fact: 1, bystander: 1 })
})
