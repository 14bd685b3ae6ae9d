import { expect, test } from 'vitest'
import { drillSchema } from '../../src/model/drill.ts'
import { listVariants } from '../../src/twin/variant-list.ts'
import { runCommand } from '../cli-command.ts'

test('every scenario passes on every healthy variant', async () => {
  const flags = (await listVariants()).flatMap(({ name }) => ['--variant', name])
  const { code, stdout, stderr } = await runCommand(['drill', '--all-scenarios', '--reporter', 'json', ...flags])
  const drill = drillSchema.parse(JSON.parse(stdout))
  const wrong = drill.rows.filter(({ outcome }) => outcome !== 'passed')
  expect(
    wrong.map(({ name, scenario, outcome, reason }) => ({ name, scenario, outcome, reason })),
    stderr,
  ).toEqual([])
  expect(code).toBe(0)
  const met = (name: string) => new Set(drill.rows.filter((row) => row.name === name).map((row) => row.scenario)).size
  expect(met('nested-agents')).toBeGreaterThanOrEqual(20)
  expect(drill.rows.length).toBeGreaterThanOrEqual(380)
}, 1_500_000)
