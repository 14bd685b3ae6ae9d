import { expect, test } from 'vitest'
import { aScenario } from '../scenario.builder.ts'
import { chooseOptions } from './choose-options.ts'

const plain = aScenario({ id: 'plain' })
const staged = aScenario({
  id: 'staged',
  options: { until: { summary: 'How far to go.', values: ['end', 'middle'] } },
})

test('a wish is for the scenarios that have the option', () => {
  const chosen = chooseOptions([plain, staged], ['until=middle'])
  expect([chosen(plain), chosen(staged)]).toEqual([{}, { until: 'middle' }])
})

test('without a wish nothing is chosen', () => {
  expect(chooseOptions([staged], [])(staged)).toEqual({})
})

test('the last of several wishes counts', () => {
  expect(chooseOptions([staged], ['until=middle', 'until=end'])(staged)).toEqual({ until: 'end' })
})

test.each([
  ['unti=end', 'Unknown option of these scenarios "unti".'],
  ['until', '--set must be name=value, got "until".'],
  ['=end', '--set must be name=value, got "=end".'],
  ['until=', '--set must be name=value, got "until=".'],
])('"%s" is refused', (wish, message) => {
  expect(() => chooseOptions([staged], [wish])).toThrow(message)
})

test('a value that the scenario does not know is refused with those that it knows', () => {
  const chosen = chooseOptions([staged], ['until=beginning'])
  expect(() => chosen(staged)).toThrow('staged does not know the value "beginning" for its option until.')
})
