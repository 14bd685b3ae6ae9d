import { expect, test } from 'vitest'
import { references } from './references.ts'

const names = (expression: string) => references(expression).metrics.map(({ metric }) => metric)

test('metrics are told from functions, keywords and numbers', () => {
  const expression = 'sum by (code) (rate(a_total{x="1"}[5m])) / on (code) group_left (job) b > bool 0.5 or vector(1)'
  expect(names(expression)).toEqual(['a_total', 'b'])
  expect(references(expression).labels).toEqual(['code', 'code', 'job'])
})

test('a grouping may come after its arguments, and a window may have steps, an offset and a moment', () => {
  expect(references('max(golden_path:x:y) without (le, zone)').labels).toEqual(['le', 'zone'])
  expect(names('sum_over_time(a[30d:1h] offset 5m) unless b @ 100')).toEqual(['a', 'b'])
})

test('matchers keep their operators, and quoted text is no metric', () => {
  const [only] = references('a{x=~"b|c", y!="d\\"e", z!~\'f\'}').metrics
  expect(only?.matchers).toEqual([
    { label: 'x', operator: '=~', value: 'b|c' },
    { label: 'y', operator: '!=', value: 'd"e' },
    { label: 'z', operator: '!~', value: 'f' },
  ])
})

test('variables of Grafana stand for values and durations', () => {
  expect(references('increase(a{instance="$instance"}[$__rate_interval])').metrics).toEqual([
    { metric: 'a', matchers: [{ label: 'instance', operator: '=', value: '$instance' }] },
  ])
})

test.each(['a{x="1"', 'sum by (x', 'a ~ b', 'a{x="1}'])('%s is no PromQL', (expression) => {
  expect(() => references(expression)).toThrow(SyntaxError)
})

test('an empty expression speaks of nothing', () => {
  expect(references(' # only words\n')).toEqual({ metrics: [], labels: [] })
})
