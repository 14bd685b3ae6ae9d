import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../config/load-scenarios.ts'
import { scenarioIndex } from './scenario-index.ts'

const docs = new URL('../../docs/', import.meta.url)

test('docs/scenarios.md is what the scenarios say', async () => {
  const kept = readFileSync(new URL('scenarios.md', docs), 'utf8')
  const made = scenarioIndex(await loadScenarios(ownScenarios))
  expect(kept, 'A scenario has changed: run `npm run docs` and commit docs/scenarios.md.').toBe(made)
})

test('every scenario has a page of its own', async () => {
  const ids = (await loadScenarios(ownScenarios)).map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(ids.filter((id) => !existsSync(new URL(`scenarios/${id}.md`, docs)))).toEqual([])
})
