import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../../config/load-scenarios.ts'
import { defaultLinks } from '../links.ts'
import { objections } from '../promql/objections.ts'
import { recorded } from '../rules/names.ts'
import { boards, dashboards, revisionChanges } from './dashboards.ts'

const panels = boards.flatMap(({ rows }) => rows.flatMap((row) => row.panels))
const queries = panels.flatMap(({ title, queries: all }) => all.map(({ expr }) => [title, expr] as const))
/** Windows are named by rules that are made for a schedule. */
const recordedLabels = { window: [] }

test.each([...queries, ['annotation', revisionChanges] as const])('%s asks only for what there is', async (_, expr) => {
  const scenarios = (await loadScenarios(ownScenarios)).map(({ id }) => id)
  expect(objections(expr, { scenarios, recordedLabels })).toEqual([])
})

test('legends name only labels that their series have', () => {
  const wrong = panels.flatMap(({ queries: all }) =>
    all.flatMap(({ expr, legend }) => {
      const labels = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label)
      const asked = labels.length === 0 ? expr : `sum by (${labels.join(', ')}) (${expr})`
      return objections(asked, { scenarios: ['golden-path'], recordedLabels }).filter((said) =>
        said.includes('None of'),
      )
    }),
  )
  expect(wrong).toEqual([])
})

test('every panel asks for one monitor: the one that the dashboard is set to', () => {
  const strays = queries.filter(([, expr]) => !expr.includes('instance="$instance"'))
  expect(strays).toEqual([])
})

test('every panel says what to do and where to look', () => {
  for (const { title, help, page, doc, queries: all } of panels) {
    expect(help.length, title).toBeGreaterThan(60)
    expect(page, title).toMatch(/^\//)
    expect('domain' in doc ? doc.domain : doc.section, title).toMatch(/^[a-z0-9-]+$/)
    expect(all.length, title).toBeGreaterThan(0)
  }
})

test('a panel that needs recording rules says so', () => {
  const names = Object.values<string>(recorded)
  const silent = panels.filter(
    ({ help, queries: all }) =>
      all.some(({ expr }) => names.some((name) => expr.includes(name))) && !help.includes('Needs the recording rules'),
  )
  expect(silent.map(({ title }) => title)).toEqual([])
})

test('links lead to the monitor that was chosen, or to where it says that its pages are', () => {
  const [own] = dashboards(defaultLinks)
  const [named] = dashboards({ docs: 'https://docs.example', monitor: 'https://monitor.example' })
  expect(own?.json).toContain('"url": "http://$instance/"')
  expect(named?.json).toContain('"url": "https://monitor.example/"')
  expect(own?.json).toContain('"url": "http://$instance/codes#isolation"')
  expect(named?.json).toContain('"url": "https://docs.example/runbook.md#isolation"')
  expect(named?.json).toContain('[On-call](https://docs.example/on-call.md#the-banner)')
})

test('Grafana can tell all panels and headings apart', () => {
  for (const { name, json } of dashboards(defaultLinks)) {
    const { panels: made }: { panels: { id?: number }[] } = JSON.parse(json)
    const ids = made.map(({ id }) => id)
    expect(new Set(ids).size, name).toBe(ids.length)
    expect(
      ids.every((id) => id !== undefined && id > 0),
      name,
    ).toBe(true)
  }
})

test('whatever must be 0 turns red when it is not, also beside a number that may be anything', () => {
  const named = panels.flatMap(({ redFrom = {}, queries: all, title }) =>
    Object.keys(redFrom).map((name) => [title, all.some(({ legend }) => legend === name || legend.includes('{{'))]),
  )
  expect(named.map(([title]) => title)).toContain('Leaks')
  expect(named.filter(([, isThere]) => isThere === false)).toEqual([])
  const [own] = dashboards(defaultLinks)
  const leaks: { panels: { title: string; fieldConfig?: { overrides: object[] } }[] } = JSON.parse(own?.json ?? '')
  expect(leaks.panels.find(({ title }) => title === 'Leaks')?.fieldConfig?.overrides).toEqual([
    {
      matcher: { id: 'byName', options: 'seen' },
      properties: [
        {
          id: 'thresholds',
          value: {
            mode: 'absolute',
            steps: [
              { value: null, color: 'green' },
              { value: 1, color: 'red' },
            ],
          },
        },
      ],
    },
  ])
})

test('titles and files are told apart', () => {
  expect(new Set(boards.map(({ name }) => name)).size).toBe(boards.length)
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length)
})
