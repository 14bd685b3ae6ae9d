import { expect, test } from 'vitest'
import { aScenario } from '../scenario.builder.ts'
import { crowd } from './crowd.ts'

const fixed = aScenario({ id: 'fixed', users: { default: 1, min: 1, max: 1 } })
const open = aScenario({ id: 'open' })

test.each([
  ['no wish', null, [1, 3]],
  ['a wish', 5, [1, 5]],
])('with %s the numbers of users follow', (_name, wish, expected) => {
  expect(crowd([fixed, open], wish).map(({ users }) => users)).toEqual(expected)
})

test('a wish that cannot be met is refused', () => {
  expect(() => crowd([fixed, open], 6)).toThrow('--users 6 is out of bounds for open.')
  expect(() => crowd([fixed, open], 1)).toThrow('--users 1 is out of bounds for open.')
  expect(() => crowd([fixed], 2)).toThrow('the number of users is fixed')
})

test('a wish for the very number that is fixed is met', () => {
  expect(crowd([fixed], 1)).toEqual([{ scenario: fixed, users: 1 }])
})
