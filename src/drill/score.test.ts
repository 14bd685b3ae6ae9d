import { expect, test } from 'vitest'
import { row } from './drill.builder.ts'
import { isPerfect, score } from './score.ts'

const healthy = row({ kind: 'healthy', name: 'odd', hunted: false, outcome: 'passed' })
const bystanding = row({ hunted: false, outcome: 'quiet' })

test('a fault counts once, however many runs it has', () => {
  const rows = [row(), row({ scenario: 'concurrent-users' }), bystanding, row({ name: 'other' })]
  expect(score(rows)).toEqual({ faults: 2, caught: 2, named: 2, healthy: 0, falseAlarms: 0, errors: 0, spoilt: 0 })
})

test('a fault that one of its hunters misses is not caught', () => {
  expect(score([row(), row({ outcome: 'missed' })])).toMatchObject({ caught: 0, named: 0 })
})

test('a fault under a wrong name is caught and not named', () => {
  expect(score([row(), row({ outcome: 'misnamed' })])).toMatchObject({ caught: 1, named: 0 })
})

test('a fault that a bystanding scenario misnames is caught and not named', () => {
  expect(score([row(), { ...bystanding, outcome: 'misnamed' }])).toMatchObject({ caught: 1, named: 0 })
})

test('a fault that nobody hunts is not caught', () => {
  expect(score([bystanding])).toMatchObject({ faults: 1, caught: 0, named: 0 })
})

test('a run that we spoilt ourselves is never a catch', () => {
  expect(score([row({ outcome: 'error' })])).toMatchObject({ caught: 0, errors: 1 })
})

test('healthy runs, false alarms and repeats are counted by the run', () => {
  const rows = [healthy, { ...healthy, outcome: 'false-alarm' as const }, row({ spoilt: ['busy', 'busy'] })]
  expect(score(rows)).toMatchObject({ healthy: 2, falseAlarms: 1, spoilt: 2 })
})

test.each([
  ['all is as it should be', [row(), bystanding, healthy], true],
  ['only healthy runs were asked for', [healthy], true],
  ['nothing was run', [], false],
  ['a fault is missed', [row({ outcome: 'missed' }), healthy], false],
  ['a fault is misnamed', [row({ outcome: 'misnamed' })], false],
  ['a healthy target alarms', [row(), { ...healthy, outcome: 'false-alarm' as const }], false],
  ['a run failed on our side', [row(), { ...healthy, outcome: 'error' as const }], false],
  ['a run was stopped', [row(), { ...bystanding, outcome: 'cancelled' as const }], false],
  ['a fault has no hunter', [bystanding], false],
])('whether a drill is perfect when %s', (_name, rows, perfect) => {
  expect(isPerfect(rows)).toBe(perfect)
})
