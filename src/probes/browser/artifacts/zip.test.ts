import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readZip, writeZip } from './zip.ts'

const files = [
  { name: 'trace.trace', bytes: Buffer.from('{"type":"context-options"}\n'.repeat(200)) },
  { name: 'resources/größe.txt', bytes: Buffer.from('Grüße') },
  { name: 'empty', bytes: Buffer.alloc(0) },
]

test('what was packed is unpacked', () => {
  expect(readZip(writeZip(files))).toEqual(files)
  expect(readZip(writeZip([]))).toEqual([])
})

test('what was damaged on the way is an error', () => {
  const archive = writeZip([{ name: 'a', bytes: Buffer.from('hello hello hello') }])
  const checksum = archive.indexOf('a', 32) - 46 + 16
  archive.writeUInt8(archive.readUInt8(checksum) ^ 1, checksum)
  expect(() => readZip(archive)).toThrow('damaged')
})

test('entries that are stored, folders and a comment at the end are read as well', () => {
  const archive = writeZip([{ name: 'a', bytes: Buffer.from('hello') }])
  const packed = deflateRawSync(Buffer.from('hello'))
  const stored = Buffer.from(archive)
  const start = 30 + 1
  expect(stored.subarray(start, start + packed.length)).toEqual(packed)
  const withComment = Buffer.concat([stored, Buffer.from('a comment')])
  withComment.writeUInt16LE(9, stored.length - 2)
  expect(readZip(withComment)).toEqual([{ name: 'a', bytes: Buffer.from('hello') }])
  expect(readZip(writeZip([{ name: 'folder/', bytes: Buffer.alloc(0) }]))).toEqual([])
})

test.each([
  ['no archive', Buffer.from('hello')],
  ['nothing', Buffer.alloc(0)],
  ['an archive that is cut off', writeZip(files).subarray(40)],
])('%s is an error', (_name, bytes) => {
  expect(() => readZip(bytes)).toThrow()
})
