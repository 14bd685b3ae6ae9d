import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Drill, drillSchema } from '../../src/model/drill.ts'
import { judgeNames } from '../../src/model/judge-names.ts'
import { healthyRuns } from '../../src/observe/promise.ts'
import { runCommand } from '../cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-drill-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Four minutes on two cores; the time of a busy machine is not ours. */
const LONGEST_MS = 240_000

async function drill(...flags: string[]): Promise<{ code: number | null; drill: Drill; said: string }> {
  const file = join(folder, 'drill.json')
  const { code, stdout, stderr } = await runCommand([
    'drill',
    ...flags,
    '--reporter',
    'pretty',
    '--reporter',
    `json=${file}`,
  ])
  const wrong = stdout.split('\n').filter((line) => !/ (caught|passed|quiet)( \(try \d\))?( {2}|$)/.test(line))
  return { code, drill: drillSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), said: wrong.join('\n') + stderr }
}

test('every fault is caught and named, nothing healthy alarms, within four minutes', async () => {
  const { code, drill: result, said } = await drill()
  expect(code, said).toBe(0)
  expect(result).toMatchObject({ caught: result.faults, named: result.faults, falseAlarms: 0, errors: 0 })
  expect(result.faults).toBeGreaterThanOrEqual(70)
  expect(result.healthy).toBeGreaterThanOrEqual(healthyRuns.drill)
  expect(
    new Set(result.rows.filter(({ kind }) => kind === 'healthy').map(({ name }) => name)).size,
  ).toBeGreaterThanOrEqual(12)
  expect(result.durationMs, `${result.spoilt} runs were repeated`).toBeLessThan(LONGEST_MS)
  const busy = new Set(result.rows.flatMap(({ judges }) => judges))
  expect(judgeNames.filter((name) => !busy.has(name))).toEqual(['evidence'])
}, 900_000)
