import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../../config/load-scenarios.ts'
import { cadenceOf } from '../../observe/cadence.ts'
import { WAITS } from '../../observe/files.ts'
import { boards } from '../../observe/grafana/dashboards.ts'
import { falsePageRows, promiseRows } from '../../observe/promise.ts'
import { rules } from '../../observe/rules/rules.ts'
import { rhythmsOf } from './rhythms.ts'

const text = readFileSync(new URL('../../../docs/on-call.md', import.meta.url), 'utf8')
/** Anchors as Markdown renderers make them. */
const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-'),
)
const cadence = cadenceOf(rhythmsOf(await loadScenarios(ownScenarios), {}))

test('docs/on-call.md has a section for every alert, and for every panel that sends somebody there', () => {
  const alerts = rules({ cadence }).flatMap((group) =>
    group.rules.flatMap((rule) => (rule.kind === 'alert' ? rule.alert.toLowerCase() : [])),
  )
  const sections = boards.flatMap(({ rows }) =>
    rows.flatMap(({ panels }) => panels.flatMap(({ doc }) => ('section' in doc ? doc.section : []))),
  )
  expect([...alerts, ...sections].filter((anchor) => !anchors.includes(anchor))).toEqual([])
})

test('docs/on-call.md promises what the schedule and the rules can keep', () => {
  const rows = [...promiseRows(cadence, WAITS), ...falsePageRows(cadence)]
  expect(rows.filter((row) => !text.includes(row))).toEqual([])
})
