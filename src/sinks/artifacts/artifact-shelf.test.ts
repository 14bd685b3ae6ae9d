import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createArtifactShelf } from './artifact-shelf.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shelf-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const picture = { name: 'page-1.end.png', mediaType: 'image/png', bytes: new Uint8Array([1, 2, 3]) }
const log = { name: 'page-1.log.txt', mediaType: 'text/plain', bytes: Buffer.from('one line\n') }
const shelf = () => createArtifactShelf(join(folder, 'artifacts'))

test('what was kept is listed by name and read again, also by the next process', async () => {
  await shelf().keep('20261122T150901-1f3a9c02', [log, picture])
  expect(await shelf().list('20261122T150901-1f3a9c02')).toEqual([
    { name: 'page-1.end.png', mediaType: 'image/png', bytes: 3 },
    { name: 'page-1.log.txt', mediaType: 'text/plain', bytes: 9 },
  ])
  const read = await shelf().read('20261122T150901-1f3a9c02', 'page-1.end.png')
  expect(read).toMatchObject({ mediaType: 'image/png', bytes: Buffer.from([1, 2, 3]) })
})

test('a run that left nothing makes no folder, and has nothing', async () => {
  await shelf().keep('run-1', [])
  expect(await shelf().list('run-1')).toEqual([])
  expect(await shelf().read('run-1', 'page-1.end.png')).toBe(null)
})

test.each([
  ['a run id', '../outside', 'page-1.end.png'],
  ['a name', 'run-1', '../../secret.txt'],
  ['a name without an ending', 'run-1', 'passwd'],
])('%s that climbs is nobody’s', async (_what, runId, name) => {
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  await shelf().keep('run-1', [picture])
  await shelf().keep(runId, [{ ...picture, name }])
  expect(await shelf().read(runId, name)).toBe(null)
  expect(await shelf().list('run-1')).toHaveLength(1)
})

test('what nobody wants goes, and then the oldest until all fits', async () => {
  for (const run of ['run-1', 'run-2', 'run-3', 'run-4']) await shelf().keep(run, [picture, log])
  const kept = async () =>
    (await Promise.all(['run-1', 'run-2', 'run-3', 'run-4'].map(async (run) => (await shelf().list(run)).length))).map(
      Boolean,
    )
  await shelf().tidy((run) => run !== 'run-3', 1_000)
  expect(await kept()).toEqual([true, true, false, true])
  await shelf().tidy(() => true, 24)
  expect(await kept()).toEqual([false, true, false, true])
  await shelf().tidy(() => true, 0)
  expect(await kept()).toEqual([false, false, false, false])
})

test('a folder that cannot be written says nothing and keeps nothing', async () => {
  writeFileSync(join(folder, 'artifacts'), 'a file where the folder should be')
  await shelf().keep('run-1', [picture])
  expect(await shelf().list('run-1')).toEqual([])
  await shelf().tidy(() => true, 0)
})
