import { expect, test } from 'vitest'
import { oneUser } from './judging.builder.ts'
import { unreadable } from './unreadable.ts'
import type { UserScript } from './user-script.builder.ts'
import { viewEvidence } from './view.ts'

function found(tell: (user: UserScript) => unknown) {
  const evidence = oneUser(tell)
  const [socket] = viewEvidence(evidence).sockets
  return { symptoms: socket === undefined ? [] : unreadable(socket), evidence }
}

const bad = (user: UserScript, times: number) => {
  for (let time = 0; time < times; time += 1) user.got('no JSON')
  return user
}

test('frames that can be read are no finding', () => {
  expect(found((user) => user.whole()).symptoms).toEqual([])
})

test.each([
  ['before the welcome', (user: UserScript) => bad(user.upgrade(), 1).welcome(), 'welcome'],
  ['where no welcome came', (user: UserScript) => bad(user.upgrade(), 1), 'welcome'],
  ['after the welcome', (user: UserScript) => bad(user.upgrade().welcome(), 1), 'events'],
])('a bad frame %s belongs there', (_where, tell, phase) => {
  expect(found(tell).symptoms).toMatchObject([{ code: 'malformed-frame', phase, user: 'user-1' }])
})

test('the first is quoted, the others are counted, and twenty are proof enough', () => {
  const [one] = found((user) => bad(user.upgrade(), 1)).symptoms
  expect(one?.received).not.toContain('more')
  const [three] = found((user) => bad(user.upgrade(), 3)).symptoms
  expect(three?.received).toBe(`${one?.received}, and 2 more`)
  const { symptoms, evidence } = found((user) => bad(user.upgrade(), 25))
  const seqs = evidence.facts.flatMap((fact) => (fact.kind === 'frame' ? fact.seq : []))
  expect(symptoms[0]?.frames).toEqual(seqs.slice(0, 20))
})
