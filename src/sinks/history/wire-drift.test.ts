import { expect, test } from 'vitest'
import type { RunReport } from '../../model/report.ts'
import { wireDrift } from './wire-drift.ts'

type Wire = NonNullable<RunReport['wire']>
const wire = (types: Record<string, string[]>): Wire => ({
  events: Object.entries(types).map(([type, fields]) => ({ type, count: 1, fields })),
  closes: [],
})

test.each<[string, Wire | undefined, Wire | undefined, string[]]>([
  ['the same', wire({ a: ['x'] }), wire({ a: ['x'] }), []],
  ['a new type', wire({ a: ['x'] }), wire({ a: ['x'], b: ['y'] }), ['New types of events: b.']],
  ['a type that is gone, which is the symptom', wire({ a: ['x'], b: [] }), wire({ a: ['x'] }), []],
  ['a new field', wire({ a: [] }), wire({ a: ['x', 'y'] }), ['a has new fields: x, y.']],
  ['a lost field', wire({ a: ['x'] }), wire({ a: [] }), ['a has lost fields: x.']],
  ['nothing known of before', undefined, wire({ a: [] }), []],
  ['nothing seen before', wire({}), wire({ a: [] }), []],
  ['nothing known of after', wire({ a: [] }), undefined, []],
])('tells of %s', (_what, before, after, sentences) => {
  expect(wireDrift(before, after)).toEqual(sentences)
})

test('a target that invents names without end takes a few lines', () => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`type-${n}`, ['x']]))
  const renamed = Object.fromEntries(Object.keys(many).map((type) => [type, ['y']]))
  expect(wireDrift(wire({ a: [] }), wire({ a: [], ...many }))[0]).toMatch(/type-9 and 40 more\.$/)
  expect(wireDrift(wire(many), wire(renamed))).toHaveLength(10)
})
