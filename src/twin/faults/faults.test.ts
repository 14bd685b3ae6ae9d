import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { codeNames } from '../../model/codes.ts'
import { listFaults } from '../fault-list.ts'
import { startTwin } from '../start-twin.ts'

test('every file of the folder is a fault named like its file, with known codes', async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => !name.endsWith('.test.ts'))
  const faults = await listFaults()
  expect(faults.map((fault) => `${fault.name}.ts`).toSorted()).toEqual(files.toSorted())
  expect(faults.length).toBeGreaterThanOrEqual(16)
  for (const fault of faults) {
    expect(fault.expected.codes.length).toBeGreaterThan(0)
    expect(codeNames).toEqual(expect.arrayContaining([...fault.expected.codes]))
    expect(fault.hunts.length).toBeGreaterThan(0)
    expect(fault.summary).toMatch(/\.$/)
  }
})

test('all faults together still start and stop', async () => {
  const faults = (await listFaults()).map((fault) => fault.name)
  const twin = await startTwin({ dialect: 'handshake', faults, seed: 'all', timeScale: 50 })
  expect(twin.faults).toEqual(faults)
  await twin.close()
})
