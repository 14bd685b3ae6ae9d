import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { emptyBody, readStart } from './body-start.ts'

const bytes = (...parts: (string | number[])[]) => Readable.from(parts.map((part) => Buffer.from(part)))

test.each<[string, Readable, number, string, number]>([
  ['a character that comes in two chunks', bytes([0x78, 0xc3], [0xa9]), 10, 'xé', 3],
  ['a character that the limit cuts in two', bytes('aé'), 2, 'a', 3],
  ['bytes that are not UTF-8', bytes([0xff, 0x61]), 10, '\ufffda', 2],
  ['a body as long as the limit', bytes('ab', 'cd'), 4, 'abcd', 4],
  ['no body', bytes(), 4, '', 0],
])('reads %s', async (_what, stream, limit, text, count) => {
  const start = emptyBody()
  await readStart(stream, limit, start)
  expect(start).toEqual({ text, bytes: count })
})

test('does not read on past the limit, and destroys the stream', async () => {
  const stream = bytes('abcd', 'efgh', 'ijkl')
  const start = emptyBody()
  await readStart(stream, 5, start)
  expect(start).toEqual({ text: 'abcde', bytes: 8 })
  expect(stream.destroyed).toBe(true)
})

test('keeps what came of a body that breaks off', async () => {
  const start = emptyBody()
  async function* broken() {
    yield Buffer.from('abc')
    throw new Error('reset')
  }
  await expect(readStart(Readable.from(broken()), 10, start)).rejects.toThrow('reset')
  expect(start.text).toBe('abc')
})
