import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LoadError, loadDir, loadOne } from './load-dir.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-dir-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('every module of the folder is loaded in the order of names, tests left out', async () => {
  await writeFile(join(folder, 'b.ts'), 'export default 2')
  await writeFile(join(folder, 'a.ts'), 'export default 1')
  await writeFile(join(folder, 'a.test.ts'), 'throw new Error("a test")')
  await writeFile(join(folder, 'notes.md'), 'no code')
  expect((await loadDir(folder)).map((module) => module.value)).toEqual([1, 2])
})

test('a module that throws on import is named', async () => {
  const file = join(folder, 'broken.ts')
  await writeFile(file, 'throw new Error("boom")')
  await expect(loadDir(folder)).rejects.toEqual(new LoadError(file, new Error('boom')))
})

test('a module without a default export is named', async () => {
  await writeFile(join(folder, 'empty.ts'), 'export const x = 1')
  await expect(loadDir(folder)).rejects.toThrow(/empty\.ts cannot be loaded: it has no default export/)
})

test('one module is loaded by its name, and no other', async () => {
  await writeFile(join(folder, 'a.ts'), 'export default 1')
  await writeFile(join(folder, 'a.test.ts'), 'export default 2')
  await writeFile(join(folder, 'broken.ts'), 'throw new Error("boom")')
  expect(await loadOne(folder, 'a')).toEqual({ file: join(folder, 'a.ts'), value: 1 })
  for (const name of ['b', 'a.test', '../a', '', 'A']) expect(await loadOne(folder, name)).toBeUndefined()
  await expect(loadOne(folder, 'broken')).rejects.toThrow(LoadError)
})
