import { expect, test } from 'vitest'
import { createMask } from './mask.ts'
import { Secret } from './secret.ts'

test('secrets that begin alike are told apart, however many there are', () => {
  const mask = createMask()
  for (let i = 0; i < 1_000; i++) mask.add(new Secret(`eyJhbGciOi.${i}.`), `token:user-${i}`)
  expect(mask.text('eyJhbGciOi.7. eyJhbGciOi.77. eyJhbGciOi.777.')).toBe(
    '⟦token:user-7⟧ ⟦token:user-77⟧ ⟦token:user-777⟧',
  )
})

test.each([
  ['a beginning that is no secret, before one', 'abcdefabcdefgh', 'abcdef⟦long⟧'],
  ['a beginning that overlaps a secret', 'aaaaaaaaaaX', 'aaaa⟦run⟧'],
  ['only a beginning', 'abcdef g', 'abcdef g'],
  ['a secret that the end of the text cuts off', 'x abcdefg', 'x ⟦part of a secret⟧'],
  ['one that is cut off after whole ones', 'abcdefgh(a.b*c)+aaaaaa', '⟦long⟧⟦odd⟧⟦part of a secret⟧'],
  ['what goes on otherwise at the end', 'abcdefxy', 'abcdefxy'],
  ['letters that mean something in a pattern', 'x (a.b*c)+ y aXbbbc y', 'x ⟦odd⟧ y aXbbbc y'],
  ['several, without anything between them', 'abcdefghabcdefgh(a.b*c)+', '⟦long⟧⟦long⟧⟦odd⟧'],
  ['no text', '', ''],
])('is exact about %s', (_what, text, masked) => {
  const mask = createMask()
  mask.add(new Secret('abcdefgh'), 'long')
  mask.add(new Secret('aaaaaaX'), 'run')
  mask.add(new Secret('(a.b*c)+'), 'odd')
  expect(mask.text(text)).toBe(masked)
})

test('what is learned later is masked from then on', () => {
  const mask = createMask()
  expect(mask.text('first-one second-one')).toBe('first-one second-one')
  mask.add(new Secret('first-one'), 'first')
  expect(mask.text('first-one second-one')).toBe('⟦first⟧ second-one')
  mask.add(new Secret('second-one'), 'second')
  expect(mask.text('first-one second-one')).toBe('⟦first⟧ ⟦second⟧')
})

test.each(['base64', 'base64url', 'hex'] as const)('a secret written in %s is masked', (encoding) => {
  const mask = createMask()
  mask.add(new Secret('planted-key>?~'), 'key')
  const written = Buffer.from('planted-key>?~').toString(encoding).replace(/=+$/, '')
  expect(mask.text(`<${written}>`)).toBe('<⟦key⟧>')
})

const SECRET = 'planted-key>?~/"x'
const everyCharacter = (write: (code: string) => string) =>
  Array.from(SECRET, (each) => write(each.charCodeAt(0).toString(16))).join('')

test.each([
  ['every character escaped', everyCharacter((code) => `\\u00${code}`)],
  ['every character escaped in capitals', everyCharacter((code) => `\\u00${code.toUpperCase()}`)],
  ['some characters escaped', 'plan\\u0074ed-key\\u003e?~/\\"x'],
  ['JSON within JSON', everyCharacter((code) => `\\\\u00${code}`)],
  [
    'JSON within JSON within JSON, and a slash that need not be escaped',
    'plan\\\\\\\\u0074ed-key>?~\\\\\\\\/\\\\\\\\\\\\"x',
  ],
  ['every character as percent escape', everyCharacter((code) => `%${code}`)],
  ['a form', 'planted-key%3e%3F%7e%2f%22x'],
  ['a page', 'planted-key&gt;?~/&quot;x'],
  ['a page that shows a page', 'planted-key&amp;gt;?~/&amp;#34;x'],
  ['a URL in JSON', 'planted-key%3E%3F~%2F\\"x'],
  ['hex in capitals', Buffer.from(SECRET).toString('hex').toUpperCase()],
])('a secret that hides in %s is masked, and nothing around it changes', (_what, written) => {
  const mask = createMask()
  mask.add(new Secret(SECRET), 'key')
  expect(mask.text(`{"a":"\\u00e9 50%25 &amp; \\/","b":"${written}","c":"${written}\\n"}`)).toBe(
    '{"a":"\\u00e9 50%25 &amp; \\/","b":"⟦key⟧","c":"⟦key⟧\\n"}',
  )
})

test.each([0, 1, 2, 3])(
  'base64 of a text in which a secret stands after %i bytes is masked but for its edges',
  (before) => {
    const mask = createMask()
    mask.add(new Secret(SECRET), 'key')
    const text = `${'a'.repeat(before)}${SECRET}`
    for (const encoding of ['base64', 'base64url'] as const) {
      const masked = mask.text(Buffer.from(`${text}:more`).toString(encoding))
      expect(masked).toMatch(/^.{0,6}⟦key⟧.{5,9}={0,2}$/)
    }
  },
)

test('a secret with backslashes is masked, however often they were doubled', () => {
  const mask = createMask()
  mask.add(new Secret('a\\b"planted\\\\c'), 'key')
  let text = 'a\\b"planted\\\\c'
  for (let layers = 0; layers < 4; layers++) {
    expect(mask.text(text)).toContain('⟦key⟧')
    expect(mask.text(text)).not.toContain('planted')
    text = JSON.stringify(text)
  }
})
