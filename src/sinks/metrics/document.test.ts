import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { metricNames } from './catalogue.ts'
import { metricsDocument } from './document.ts'

test('docs/metrics.md is what the catalogue says; if not, run `npm run docs`', () => {
  const written = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')
  expect(written).toBe(metricsDocument())
})

test('every metric has its chapter, with all values of its labels', () => {
  const document = metricsDocument()
  for (const name of metricNames) expect(document).toContain(`\n### ${name}\n`)
  expect(document).toContain('- `outcome`: `good`, `bad`, `void`')
  expect(document).toContain('- `scenario`: id of a scenario in force')
})
