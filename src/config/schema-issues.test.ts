import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkSchema } from './schema-issues.ts'

const schema = z.strictObject({ name: z.string(), list: z.array(z.strictObject({ size: z.number() })).default([]) })

function linesOf(value: unknown): readonly string[] {
  const checked = checkSchema(schema, value)
  return checked.kind === 'invalid' ? checked.lines : []
}

test('a valid value comes back with its defaults', () => {
  expect(checkSchema(schema, { name: 'x' })).toEqual({ kind: 'valid', value: { name: 'x', list: [] } })
})

test('everything that is wrong is named, each on a line of its own', () => {
  const lines = linesOf({ name: 7, list: [{ sizes: 1 }] })
  expect(lines).toEqual([
    'name: Invalid input: expected string, got 7',
    'list[0].size: Invalid input: expected number, got nothing',
    'list[0]: unknown key \'sizes\'; did you mean "size"? Known: size',
  ])
})

test('what came is shown short and inert', () => {
  const [line = ''] = linesOf({ name: { text: `\u001b[31m${'é'.repeat(200)}` } })
  expect(line).toMatch(/^[\x20-\x7e…]*$/)
  expect(line.length).toBeLessThan(200)
})

test.each([[null], [[]], [() => 1], [10n]])('%s instead of an object is told so', (value) => {
  expect(linesOf(value)[0]).toMatch(/^the top level: Invalid input: expected object/)
})
