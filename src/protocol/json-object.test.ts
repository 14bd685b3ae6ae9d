import { expect, test } from 'vitest'
import { isJsonObject, isNestedDeeper } from './json-object.ts'

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
  [1, false],
])('%j is a JSON object: %s', (value, is) => {
  expect(isJsonObject(value)).toBe(is)
})

test.each([
  ['text', 0, false],
  [null, 0, false],
  [{}, 0, true],
  [{}, 1, false],
  [[[]], 1, true],
  [{ a: [{ b: 1 }] }, 2, true],
  [{ a: [{ b: 1 }] }, 3, false],
  [[1, 2, [3]], 2, false],
])('%j is nested deeper than %d levels: %s', (value, levels, is) => {
  expect(isNestedDeeper(value, levels)).toBe(is)
})
