import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { createMask } from './mask.ts'
import { Secret } from './secret.ts'

const value = 'tell-nobody/+?"42'

test('no ordinary way of printing shows a secret', () => {
  const secret = new Secret(value)
  const printed = [
    String(secret),
    [secret].join(),
    JSON.stringify({ secret }),
    inspect({ deep: { secret } }, { depth: 9 }),
  ]
  expect(printed.join(' ')).not.toContain('tell-nobody')
  expect(Object.values(secret)).toEqual([])
  expect(secret.reveal()).toBe(value)
})

test.each([
  ['plain', value],
  ['base64', Buffer.from(value).toString('base64')],
  ['base64url', Buffer.from(value).toString('base64url')],
  ['percent-encoded', encodeURIComponent(value)],
  ['JSON-escaped', JSON.stringify(value)],
])('a %s secret is masked by its tag', (_name, spelled) => {
  const mask = createMask()
  mask.add(new Secret(value), 'token:user-2')
  const masked = mask.text(`before ${spelled} after`)
  expect(masked).toContain('⟦token:user-2⟧')
  expect(masked).toMatch(/^before .* after$/)
  expect(masked).not.toContain('tell-nobody')
})

test('a secret inside a longer one does not break the longer one open', () => {
  const mask = createMask()
  mask.add(new Secret('abcdef'), 'short')
  mask.add(new Secret('abcdefghijkl'), 'long')
  expect(mask.text('abcdefghijkl abcdef')).toBe('⟦long⟧ ⟦short⟧')
})

test('the first tag of a value stays, so that evidence is stable', () => {
  const mask = createMask()
  mask.add(new Secret('abcdefgh'), 'token:user-1')
  mask.add(new Secret('abcdefgh'), 'token:user-2')
  expect(mask.text('abcdefgh')).toBe('⟦token:user-1⟧')
})

test('a value so short that it would be found in ordinary text is left alone', () => {
  const mask = createMask()
  mask.add(new Secret('ab'), 'short')
  expect(mask.text('a cab')).toBe('a cab')
})
