import { expect, test } from 'vitest'
import { inert, inertShort } from '../kernel/inert.ts'
import { reportSchema } from '../model/report.ts'
import { render } from './render.ts'
import { aHostileReport, hostile } from './report.builder.ts'
import { reporterNames } from './reporter-names.ts'

const text = (name: (typeof reporterNames)[number]) => render(name, aHostileReport(), { color: false })

test.each(reporterNames)('%s shows nothing that a terminal could obey', (name) => {
  expect(text(name)).toContain('end')
  expect(text(name).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
})

test('pretty keeps each hostile text on its own line', () => {
  const lines = text('pretty').split('\n')
  expect(
    lines.filter((line) => line.includes('::error::forged')).every((line) => line.includes('a\\u001b[31mred')),
  ).toBe(true)
  expect(lines.some((line) => /^\s*(::|%0A)/.test(line))).toBe(false)
})

test('json says the same as the report', () => {
  const parsed: unknown = JSON.parse(text('json'))
  expect(parsed).toEqual(aHostileReport())
  expect(reportSchema.safeParse(parsed).success).toBe(true)
})

test('github runs no command that the target made up', () => {
  const lines = text('github').trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(line).toMatch(/^::error title=[^:,\r\n]*::[^\r\n]*$/)
  expect(lines[0]).toContain('%250A::set-output')
})

test('junit holds no element that the target made up, and every ampersand begins an entity', () => {
  const xml = text('junit')
  expect(xml).not.toContain('<script')
  expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|apos);)/)
  const ours = new Set(['testsuites', 'testsuite', 'testcase', 'failure', 'skipped', 'error'])
  const tags = [...xml.matchAll(/<\/?([a-z][^\s/>]*)/g)].flatMap(([, tag]) => tag ?? [])
  expect(tags.length).toBeGreaterThan(5)
  expect(tags.filter((tag) => !ours.has(tag))).toEqual([])
})

test('markdown shows target text in code spans only', () => {
  const outside = text('markdown').replace(/(`+) .*? \1(?!`)/g, '')
  expect(outside).not.toMatch(/script|link|bold|@someone|forged/)
})

test('a bar in a markdown table does not end the cell', () => {
  const row =
    text('markdown')
      .split('\n')
      .find((line) => line.startsWith('| fail')) ?? ''
  expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(6)
})

test.each([
  ['line breaks', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['terminal sequences', '\u001b[1m', '\\u001b[1m'],
  ['sequences of the upper control block', '\u009b1m', '\\u009b1m'],
  ['marks that reverse the direction', 'a\u202eb', 'a\\u202eb'],
  ['characters without width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
  ['half a character', 'a\ud800b', 'a\\ud800b'],
  ['invisible tags beyond the first plane', '\u{e0041}', '\\udb40\\udc41'],
])('%s are shown as escapes', (_name, given, expected) => {
  expect(inert(given)).toBe(expected)
})

test('ordinary text of any language stays as it is', () => {
  expect(inert('Grüße, 世界, 👍')).toBe('Grüße, 世界, 👍')
})

test('long text is cut and says how much is missing', () => {
  expect(inertShort('x'.repeat(12), 10)).toBe('xxxxxxxxxx… (2 more characters)')
  expect(inertShort(hostile, 5)).toContain('more characters')
  expect(inertShort('short', 10)).toBe('short')
})
