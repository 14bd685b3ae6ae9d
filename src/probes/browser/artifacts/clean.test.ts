import { expect, test } from 'vitest'
import { createMask } from '../../../kernel/mask.ts'
import { Secret } from '../../../kernel/secret.ts'
import { cleanText } from '../../clean-fact.ts'
import { cleanDocument } from './clean-document.ts'
import { cleanTrace } from './clean-trace.ts'
import { withoutBodies } from './without-bodies.ts'
import { readZip, writeZip } from './zip.ts'

const secret = 'correct-horse-"battery"-staple'
const mask = createMask()
mask.add(new Secret(secret), 'password:user-1')
const clean = (text: string) => cleanText(text, mask)
const strange = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzb21lYm9keSJ9.c2lnbmF0dXJl'

test.each([
  ['in a plain text', `the password is ${secret}`],
  ['in JSON', JSON.stringify({ deep: [{ value: secret }] })],
  ['in the name of a field', JSON.stringify({ [secret]: 1 })],
  ['in JSON line by line', `${JSON.stringify({ a: 1 })}\n${JSON.stringify({ params: { value: secret } })}\n`],
  ['in base64', `data:${Buffer.from(secret).toString('base64')}`],
  ['escaped inside JSON inside JSON', JSON.stringify({ body: JSON.stringify({ password: secret }) })],
])('a secret %s is found', (_name, text) => {
  const cleaned = cleanDocument(text, clean)
  expect(cleaned).toContain('⟦password:user-1⟧')
  expect(cleaned).not.toContain('horse')
})

test('a token that we do not know is nobody’s business either', () => {
  expect(cleanDocument(`console: ${strange}`, clean)).toBe('console: ⟦jwt⟧')
})

test('cookies, and headers that carry credentials, are left out whatever they hold', () => {
  const request = {
    cookies: [{ name: 'session', value: 'opaque-1' }],
    headers: [
      { name: 'Cookie', value: 'session=opaque-1' },
      { name: 'Accept', value: '*/*' },
    ],
    'set-cookie': 'session=opaque-1',
  }
  expect(JSON.parse(cleanDocument(JSON.stringify(request), clean))).toEqual({
    cookies: [],
    headers: [
      { name: 'Cookie', value: '⟦header⟧' },
      { name: 'Accept', value: '*/*' },
    ],
    'set-cookie': '⟦header⟧',
  })
})

test('a HAR loses its bodies, and keeps the frames of its sockets', () => {
  const frames = {
    _resourceType: 'websocket',
    _webSocketMessages: [{ type: 'send', data: '{"content":{"text":"hi"}}' }],
  }
  const asked = {
    postData: { mimeType: 'application/json', text: 'a' },
    content: { mimeType: 'text/css', size: 9, text: 'b' },
  }
  expect(JSON.parse(withoutBodies(JSON.stringify({ log: { entries: [frames, asked] } })))).toEqual({
    log: {
      entries: [frames, { postData: { mimeType: 'application/json' }, content: { mimeType: 'text/css', size: 9 } }],
    },
  })
})

test('lines stay lines', () => {
  expect(cleanDocument('{"a":1}\n\n{"b":2}\n', clean)).toBe('{"a":1}\n\n{"b":2}\n')
  expect(cleanDocument('', clean)).toBe('')
})

test('of a trace pictures stay, texts are cleaned, and what is neither is left out', () => {
  const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
  const archive = writeZip([
    { name: 'trace.trace', bytes: Buffer.from(`{"value":${JSON.stringify(secret)}}\n`) },
    { name: 'resources/page@1.jpeg', bytes: picture },
    { name: 'resources/abc.html', bytes: Buffer.from(`<input value='${secret}'>`) },
    { name: 'resources/font.woff2', bytes: Buffer.from([0x77, 0x4f, 0x46, 0x32, 0xff]) },
  ])
  const entries = readZip(cleanTrace(archive, clean))
  expect(entries.map(({ name }) => name)).toEqual(['trace.trace', 'resources/page@1.jpeg', 'resources/abc.html'])
  expect(entries[1]?.bytes).toEqual(picture)
  expect(Buffer.concat(entries.map(({ bytes }) => bytes)).toString()).not.toContain('horse')
})
