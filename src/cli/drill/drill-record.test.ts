import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aDrill } from '../../reporters/drill/drill.builder.ts'
import { drillRecord, prepareRecord, readRecord } from './drill-record.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drill-record-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const whole = { fault: [], variant: [], scenario: [] }

test('a drill that was kept comes back as its score and its time: each fault counts once', async () => {
  const keep = await prepareRecord('/', { ...whole, dataDir: join(folder, 'data') })
  await keep(aDrill([], { faults: 10, caught: 8, named: 7, falseAlarms: 2 }))
  const { mtimeMs } = statSync(drillRecord(join(folder, 'data')))
  expect(await readRecord(join(folder, 'data'))).toEqual({
    kind: 'drilled',
    wallMs: Math.round(mtimeMs),
    faults: { caught: 7, misnamed: 1, missed: 2, false_alarm: 2 },
  })
})

test.each([
  ['there is none', null],
  ['it is half written', '{"schema":'],
  ['it is something else', '{"schema":"golden-path/report@1"}'],
])('nothing is said of a drill when %s', async (_name, text) => {
  if (text !== null) writeFileSync(drillRecord(folder), text)
  expect(await readRecord(folder)).toBeNull()
})

test('without a data folder nothing is kept', async () => {
  const keep = await prepareRecord(folder, whole)
  await keep(aDrill([]))
  expect(await readRecord(folder)).toBeNull()
})

test.each(['fault', 'variant', 'scenario'] as const)(
  'the score of one %s is not kept as that of all',
  async (choice) => {
    const flags = { ...whole, [choice]: ['one'], dataDir: folder }
    await expect(prepareRecord('/', flags)).rejects.toThrow('--data-dir keeps the score of a whole drill')
  },
)
