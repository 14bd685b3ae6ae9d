import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { domains } from '../../model/words.ts'
import { type Cadence, cadenceOf, quickened, type Rhythm } from '../cadence.ts'
import { defaultLinks } from '../links.ts'
import { duration } from '../promql/duration.ts'
import { objections } from '../promql/objections.ts'
import { references } from '../promql/references.ts'
import { stories } from '../proof/stories/all.ts'
import { recorded } from './names.ts'
import { recordedLabels } from './recorded-labels.ts'
import type { Alert, Recording } from './rule.ts'
import { rules } from './rules.ts'
import { rulesFile } from './rules-file.ts'

const rhythm = (minutes: number, isCore: boolean): Rhythm => ({
  intervalMs: minutes * 60_000,
  deadlineMs: 420_000,
  isCore,
})
const scenarios = new Map([
  ['two-messages', rhythm(60, false)],
  ['golden-path', rhythm(5, true)],
  ['concurrent-users', rhythm(15, true)],
  ['upgrade-matrix', rhythm(15, false)],
])
const usual = cadenceOf(scenarios)
const all = (cadence: Cadence) => rules({ cadence }).flatMap((group) => group.rules)
const alerts = all(usual).filter((rule): rule is Alert => rule.kind === 'alert')
const recordings = all(usual).filter((rule): rule is Recording => rule.kind === 'recording')

/** Queries that texts ask when they are told. */
function askedIn(text: string): string[] {
  const found = [...text.matchAll(/(?:query|printf) "((?:[^"\\]|\\.)*)"/g)].map(([, query = '']) => query)
  return found.filter((query) => query.includes('golden_path')).map((query) => query.replaceAll('%q', '"$any"'))
}

test.each([usual, quickened(usual, 60)])('rules speak only of what there is, at any cadence', (cadence) => {
  const known = { scenarios: [...scenarios.keys()], recordedLabels: recordedLabels(rules({ cadence })) }
  const wrong = all(cadence).flatMap((rule) => {
    const texts = rule.kind === 'alert' ? [rule.summary, rule.description].flatMap(askedIn) : []
    return [rule.expr, ...texts].flatMap((expression) => objections(expression, known))
  })
  expect(wrong).toEqual([])
})

test('whatever is read was recorded before, and whatever is recorded is read or shown', () => {
  const names = new Set<string>(recordings.map(({ record }) => record))
  expect(names).toEqual(new Set(Object.values<string>(recorded)))
  const read = all(usual).flatMap(({ expr }) => references(expr).metrics.map(({ metric }) => metric))
  expect(read.filter((metric) => metric.startsWith('golden_path:') && !names.has(metric))).toEqual([])
})

test('no two rules of one name have the same labels: the second would overwrite the first', () => {
  const keys = all(usual).map((rule) =>
    rule.kind === 'alert'
      ? `${rule.alert} ${rule.severity} ${rule.domain} ${JSON.stringify(rule.labels ?? {})}`
      : `${rule.record} ${JSON.stringify(rule.labels ?? {})}`,
  )
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

test('every alert fires in a story, and no story tells of another', () => {
  const told = new Set(stories.flatMap(({ ever }) => ever))
  expect(told).toEqual(new Set(alerts.map(({ alert }) => alert)))
})

test('an alert without a domain of its own gets it from its series', () => {
  const homeless = alerts.filter(({ domain, expr }) =>
    domain === null ? !/domain|latency/.test(expr) : !domains.includes(domain),
  )
  expect(homeless).toEqual([])
})

test('texts name only labels that their series have', () => {
  const known = { scenarios: [...scenarios.keys()], recordedLabels: recordedLabels(rules({ cadence: usual })) }
  const wrong = alerts.flatMap(({ alert, expr, domain, summary, description, repeat, page }) => {
    const text = [summary, description, repeat, page].join(' ')
    const labels = [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label)
    const own = labels.filter((label) => label !== 'instance' && !(label === 'domain' && domain !== null))
    return own.length === 0
      ? []
      : objections(`sum by (${own.join(', ')}) (${expr})`, known).map((said) => `${alert}: ${said}`)
  })
  expect(wrong).toEqual([])
})

test('the file tells a person everything with every alert', () => {
  const file: { groups: { rules: { alert?: string; annotations?: Record<string, string> }[] }[] } = parse(
    rulesFile(rules({ cadence: usual }), defaultLinks, ''),
  )
  const written = file.groups.flatMap((group) => group.rules).filter(({ alert }) => alert !== undefined)
  expect(written.length).toBe(alerts.length)
  for (const { alert, annotations = {} } of written) {
    expect(Object.keys(annotations), alert).toEqual(['summary', 'description', 'runbook_url', 'run_page', 'repeat'])
    expect(
      Object.values(annotations).filter((text) => text.trim() === ''),
      alert,
    ).toEqual([])
    expect(annotations.repeat, alert).toMatch(/^npm run -s golden-path -- /)
  }
})

test('an alert about what is absent has no address that it could not have', () => {
  const text = rulesFile(rules({ cadence: usual }), defaultLinks, '')
  expect(text).toMatch(
    /run_page: "?\{\{ if \$labels\.instance \}\}http:\/\/\{\{ \$labels\.instance \}\}\/\{\{ else \}\}/,
  )
})

test('the shortest window still holds several evaluations', () => {
  const quick = quickened(usual, 60)
  for (const { intervalMs } of quick.scenarios.values()) expect(3 * intervalMs).toBeGreaterThan(5 * quick.evaluationMs)
  expect(duration(quick.evaluationMs)).toBe('1s')
})
