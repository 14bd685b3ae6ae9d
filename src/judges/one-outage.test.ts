import { expect, test } from 'vitest'
import { oneOutage } from './one-outage.ts'
import { symptom } from './symptom.ts'

const outage = (changes: Partial<ReturnType<typeof symptom>>) =>
  symptom({
    code: 'target-unreachable',
    phase: 'platform',
    user: null,
    expected: '200',
    received: '',
    frames: [1],
    ...changes,
  })

test('one of several tries that knows more lends its hint to all', () => {
  expect(oneOutage([outage({}), outage({ frames: [2], hint: 'Look at the balancer.' })])).toMatchObject([
    { frames: [1, 2], hint: 'Look at the balancer.' },
  ])
  expect(oneOutage([outage({}), outage({})])).toMatchObject([{ hint: null }])
})

test('of several tries of one address the last is told', () => {
  expect(oneOutage([outage({ received: 'first' }), outage({ received: 'last' })])).toMatchObject([
    { expected: '200', received: 'last' },
  ])
})

test('outages of other users or rungs, and warnings, stay apart', () => {
  const all = [outage({}), outage({ user: 'user-1' }), outage({ phase: 'auth' }), outage({ severity: 'warn' })]
  expect(oneOutage(all)).toHaveLength(4)
})
