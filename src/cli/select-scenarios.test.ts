import { expect, test } from 'vitest'
import { aScenario } from './scenario.builder.ts'
import { orCore, selectScenarios } from './select-scenarios.ts'

const all = [
  aScenario({ id: 'alpha', tags: ['core'] }),
  aScenario({ id: 'alpha-two', tags: ['slow'] }),
  aScenario({ id: 'beta', tags: ['core', 'slow'] }),
]
const nothing = { names: [], tags: [], patterns: [] }

test.each([
  ['nothing is wished for', {}, ['alpha', 'beta']],
  ['a name is given', { names: ['alpha-two'] }, ['alpha-two']],
  ['a name is given twice', { names: ['beta', 'beta'] }, ['beta']],
  ['a tag is given', { tags: ['slow'] }, ['alpha-two', 'beta']],
  ['two tags are given', { tags: ['slow', 'core'] }, ['alpha', 'alpha-two', 'beta']],
  ['a glob matches ids', { patterns: ['alpha*'] }, ['alpha', 'alpha-two']],
  ['a glob matches tags', { patterns: ['sl?w'] }, ['alpha-two', 'beta']],
  ['two globs are given', { patterns: ['alpha', 'beta'] }, ['alpha', 'beta']],
  ['name and tag are given', { names: ['alpha', 'beta'], tags: ['slow'] }, ['beta']],
])('when %s, those are chosen that meet it', (_name, wish, expected) => {
  expect(selectScenarios(all, orCore({ ...nothing, ...wish })).map(({ id }) => id)).toEqual(expected)
})

test('names are kept in their order, else the cheapest comes first', () => {
  expect(selectScenarios(all, { ...nothing, names: ['beta', 'alpha'] }).map(({ id }) => id)).toEqual(['beta', 'alpha'])
  const dear = aScenario({ id: 'a-dear-one', users: { default: 5, min: 1, max: 5 } })
  expect(selectScenarios([dear, ...all], { ...nothing, tags: ['core'] }).map(({ id }) => id)).toEqual([
    'alpha',
    'beta',
    'a-dear-one',
  ])
})

test.each([
  ['an unknown name beside a known one', { names: ['alpha', 'gamma'] }, 'Unknown scenario "gamma".'],
  ['an unknown tag beside a known one', { tags: ['core', 'fast'] }, 'Unknown tag "fast".'],
  ['a glob without a match beside one with', { patterns: ['alpha', 'z*'] }, 'matches the pattern "z*"'],
  ['an empty glob', { patterns: [''] }, 'matches the pattern ""'],
  ['wishes that exclude each other', { names: ['alpha'], tags: ['slow'] }, 'No scenario meets all of these wishes'],
])('%s is an error, not a smaller selection', (_name, wish, message) => {
  expect(() => selectScenarios(all, { ...nothing, ...wish })).toThrow(message)
})
