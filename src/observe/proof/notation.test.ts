import { expect, test } from 'vitest'
import { notation } from './notation.ts'

test.each([
  [[], ''],
  [[0, 0, 0], '0+0x2'],
  [[0, 0, 1, 1, 1, 7], '0+0x1 1+0x2 7'],
  [[0, 5, 10, 15, 15], '0+5x3 15'],
  [[3, 2, 1], '3-1x2'],
  [[null, null, 1, null, 2], '_x2 1 _x1 2'],
  [[-5, -5], '-5+0x1'],
])('%j is written %s', (values, text) => {
  expect(notation(values)).toBe(text)
})
