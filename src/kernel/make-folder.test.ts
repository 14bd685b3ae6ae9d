import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

test('makes a folder with those above it, and is content when it is there', () => {
  const top = mkdtempSync(join(tmpdir(), 'golden-path-folder-'))
  using _cleanup = { [Symbol.dispose]: () => rmSync(top, { recursive: true }) }
  makeFolder(join(top, 'a', 'b', 'c'))
  makeFolder(join(top, 'a', 'b', 'c'))
  expect(statSync(join(top, 'a', 'b', 'c')).isDirectory()).toBe(true)
})

test('throws below a file, and where no folder can ever be made', () => {
  const top = mkdtempSync(join(tmpdir(), 'golden-path-folder-'))
  using _cleanup = { [Symbol.dispose]: () => rmSync(top, { recursive: true }) }
  writeFileSync(join(top, 'file'), '')
  expect(() => makeFolder(join(top, 'file', 'a', 'b'))).toThrow(/ENOTDIR/)
  expect(() => makeFolder('/proc/golden-path/data')).toThrow(/ENOENT|EACCES|EROFS/)
})
