import { expect, test } from 'vitest'
import { phases } from '../model/words.ts'
import { bySignificance, climb, firstRed, redRung, rung, withoutTwins } from './ladder.ts'
import { type Symptom, symptom } from './symptom.ts'

const seen = (changes: Partial<Symptom>): Symptom =>
  symptom({
    code: 'closed-mid-run',
    phase: 'events',
    user: 'user-1',
    expected: '',
    received: '',
    frames: [1],
    ...changes,
  })

test('rungs go up in the order of the phases', () => {
  expect(phases.map(rung)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('of a user the first red rung stands, and all that lies on it or below', () => {
  const all = [
    seen({ phase: 'auth', severity: 'warn' }),
    seen({ phase: 'welcome' }),
    seen({ phase: 'welcome', severity: 'warn' }),
    seen({ phase: 'events' }),
    seen({ phase: 'answer', severity: 'warn' }),
  ]
  expect(climb(all)).toEqual(all.slice(0, 3))
})

test('one user’s red rung takes nothing from another', () => {
  const all = [seen({ phase: 'auth' }), seen({ phase: 'close', user: 'user-2' })]
  expect(climb(all)).toEqual(all)
})

test('what is red for nobody in particular is red for everybody', () => {
  const all = [seen({ phase: 'platform', user: null }), seen({ phase: 'auth' }), seen({ phase: 'platform' })]
  expect(climb(all)).toEqual([all[0], all[2]])
})

test('safety stands on any rung, and makes no rung red', () => {
  const all = [seen({ phase: 'auth' }), seen({ phase: 'isolation', safety: true }), seen({ phase: 'answer' })]
  expect(climb(all)).toEqual(all.slice(0, 2))
  const leaked = [seen({ phase: 'welcome', safety: true }), seen({ phase: 'answer' })]
  expect(climb(leaked)).toEqual(leaked)
})

test('a warning makes no rung red', () => {
  expect(firstRed([seen({ severity: 'warn' })]).size).toBe(0)
  expect(redRung(new Map(), 'user-1')).toBe(Number.POSITIVE_INFINITY)
})

test('fails come before warnings, safety before rungs, low rungs before high, early before late', () => {
  const order = [
    seen({ phase: 'isolation', safety: true }),
    seen({ phase: 'auth', frames: [7] }),
    seen({ phase: 'events', frames: [3, 8] }),
    seen({ phase: 'events', frames: [2, 9] }),
    seen({ phase: 'platform', severity: 'warn', frames: [0] }),
    seen({ phase: 'platform', severity: 'warn', frames: [] }),
  ]
  expect([...order].reverse().sort(bySignificance)).toEqual(order)
})

test('what two judges saw alike is said once', () => {
  const twin = seen({})
  expect(
    withoutTwins([twin, seen({}), seen({ user: 'user-2' }), seen({ frames: [2] }), seen({ code: 'dirty-close-1006' })]),
  ).toHaveLength(4)
})
