import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../../src/config/load-scenarios.ts'
import { drillSchema } from '../../src/model/drill.ts'
import { healthyRuns } from '../../src/observe/promise.ts'
import { listVariants } from '../../src/twin/variant-list.ts'
import { runCommand } from '../cli-command.ts'

test('every scenario passes on every healthy variant', async () => {
  const variants = (await listVariants()).filter(({ scenarios }) => scenarios === undefined)
  const scenarios = await loadScenarios(ownScenarios)
  const flags = [
    ...variants.flatMap(({ name }) => ['--variant', name]),
    ...scenarios.flatMap(({ id }) => ['--scenario', id]),
  ]
  const { code, stdout, stderr } = await runCommand(['drill', '--all-scenarios', '--reporter', 'json', ...flags])
  const { rows } = drillSchema.parse(JSON.parse(stdout))
  const wrong = rows.filter(({ outcome }) => outcome !== 'passed')
  expect(
    wrong.map(({ name, scenario, outcome, reason }) => ({ name, scenario, outcome, reason })),
    stderr,
  ).toEqual([])
  expect(code).toBe(0)
  expect(rows).toHaveLength(variants.length * scenarios.length)
  expect(rows.length).toBeGreaterThanOrEqual(healthyRuns.variants)
}, 1_500_000)
