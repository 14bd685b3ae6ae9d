import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WAITS } from '../../src/observe/files.ts'
import { boards, revisionChanges } from '../../src/observe/grafana/dashboards.ts'
import { accidentsLeftOpen, healthyRuns, longestToPage, noticed } from '../../src/observe/promise.ts'
import { changeTrouble } from '../../src/observe/stack/change-trouble.ts'
import { troubles } from '../../src/observe/stack/switches.ts'
import { type Heard, openWatchedStack, type WatchedStack } from './stack.builder.ts'

/** How long an alert may take here at most: many times what it takes when the machine is free. */
const PATIENCE_MS = 180_000
/** How long nothing may fire while all is well: an hour of the schedule. */
const HEALTHY_MS = 65_000

let stack: WatchedStack
const say = (line: string) => process.stdout.write(`prometheus: ${line}\n`)
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

beforeAll(async () => {
  stack = await openWatchedStack()
}, 120_000)
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
}, 60_000)

/** Waits for an alert that came after a moment, and gives it. */
async function heardAfter(sinceMs: number, what: string, isMeant: (alert: Heard) => boolean): Promise<Heard> {
  const find = () => stack.heard.find((alert) => alert.atMs >= sinceMs && isMeant(alert))
  await stack
    .until(what, PATIENCE_MS, () => find() !== undefined)
    .catch((error: unknown) => {
      throw new Error(`${what} did not come. Heard:\n${stack.told()}`, { cause: error })
    })
  const alert = find()
  if (alert === undefined) throw new Error(`${what} came and went.`)
  return alert
}

/** Heals the target and waits until nothing of an earlier trouble is left that could name a later one, or silence it. */
async function quiet(): Promise<void> {
  await stack.twin.switchFaults([])
  const left = 'ALERTS{alertname="GoldenPathDown",alertstate="firing"} or golden_path:failed_runs:of_three > 0'
  await stack.until('Quiet', PATIENCE_MS, async () => (await seriesOf('query', { query: left })).length === 0)
}

/** The vectors or matrices of an answer. */
async function seriesOf(
  path: string,
  parameters: Record<string, string>,
): Promise<readonly { metric: object; values: readonly string[] }[]> {
  const data = await stack.prometheus.ask(path, parameters)
  if (typeof data !== 'object' || data === null || !('result' in data) || !Array.isArray(data.result)) return []
  return data.result.map((each: { metric: object; value?: [number, string]; values?: [number, string][] }) => ({
    metric: each.metric,
    values: (each.values ?? (each.value === undefined ? [] : [each.value])).map(([, value]) => value),
  }))
}

describe('the whole way from the target to the pager, with the real programs', () => {
  test('healthy, nothing fires', async () => {
    const begun = stack.clock.now()
    const sinceThen = () => `${Math.ceil((stack.clock.now() - begun) / 1_000)}s`
    const runs = async (verdicts: string) => {
      const query = `sum(increase(golden_path_runs_total{verdict=~"${verdicts}"}[${sinceThen()}]))`
      return Math.round(Number((await seriesOf('query', { query }))[0]?.values[0] ?? 0))
    }
    await stack.until(`${healthyRuns.watched} healthy runs`, HEALTHY_MS * 3, async () => {
      return stack.clock.now() - begun >= HEALTHY_MS && (await runs('pass|degraded')) >= healthyRuns.watched
    })
    expect(await runs('fail')).toBe(0)
    const fired = await seriesOf('query', {
      query: `count by (alertname, domain, measure) (count_over_time(ALERTS{alertstate="firing"}[${sinceThen()}]))`,
    })
    expect(fired.map(({ metric }) => metric)).toEqual([])
    expect(stack.heard.filter(({ atMs }) => atMs >= begun)).toEqual([])
    const healthy = await runs('pass|degraded')
    say(
      `promise false pages: ${healthy} healthy runs, none failed, nobody was told anything; ` +
        `accidents in at most ${accidentsLeftOpen(healthy).inWords} of runs (95 %)`,
    )
  }, 240_000)

  test.each(troubles)(
    '$what: $alert reaches $receiver, and is over when it is over',
    async (trouble) => {
      const { alert, receiver } = trouble
      const begun = stack.clock.now()
      await changeTrouble(stack, trouble)
      const told = await heardAfter(
        begun,
        `${alert} at ${receiver}`,
        (each) => each.status === 'firing' && each.labels.alertname === alert && each.receiver === receiver,
      )
      await changeTrouble(stack, null)
      const healed = stack.clock.now()
      const over = await heardAfter(
        healed,
        `The end of ${alert}`,
        (each) => each.status === 'resolved' && each.labels.alertname === alert && each.receiver === receiver,
      )
      say(
        `${trouble.what}: ${alert} after ${seconds(told.atMs - begun)}, over ${seconds(over.atMs - healed)} after the fault`,
      )
      const texts = Object.entries(told.annotations)
      expect(Object.keys(told.annotations).toSorted((a, b) => a.localeCompare(b))).toEqual([
        'description',
        'repeat',
        'run_page',
        'runbook_url',
        'summary',
      ])
      expect(texts.filter(([, text = '']) => text === '' || /<no value>|<error|\{\{|:\/\/\//.test(text))).toEqual([])
    },
    2 * PATIENCE_MS + 60_000,
  )

  test(
    'a platform that is down silences what lies above it',
    async () => {
      const begun = stack.clock.now()
      await stack.twin.switchFaults(['backend-crash-loop-503'])
      const isDown = (each: Heard) => each.status === 'firing' && each.labels.domain === 'platform'
      const { atMs } = await heardAfter(begun, 'The platform being down', isDown)
      await stack.until('Symptoms that are kept silent', PATIENCE_MS, async () => {
        const response = await fetch(`${stack.alertmanager.url}/api/v2/alerts?inhibited=true&active=false`)
        const silenced: unknown = await response.json()
        return Array.isArray(silenced) && silenced.length > 0
      })
      await stack.twin.switchFaults([])
      const others = stack.heard.filter((each) => each.atMs > atMs && each.status === 'firing' && !isDown(each))
      expect(others.map(({ labels }) => labels)).toEqual([])
    },
    2 * PATIENCE_MS,
  )

  test.each(noticed)(
    'the promise for $domain holds ($fault)',
    async ({ domain, fault, alert, ...rest }) => {
      await quiet()
      const begun = stack.clock.now()
      await stack.twin.switchFaults([fault])
      const told = await heardAfter(
        begun,
        `${alert} for ${domain}`,
        (each) => each.status === 'firing' && each.labels.alertname === alert && each.labels.domain === domain,
      )
      const trouble = { domain, fault, alert, ...rest }
      // Here waits are limited to a few seconds, and an evaluation takes one: the rest is the schedule.
      const longest = longestToPage(stack.cadence, { ...trouble, lastsMs: 8_000 }, { groupMs: 1_000 })
      const inLife = longestToPage(stack.usualCadence, trouble, WAITS)
      say(
        `promise ${domain} (${fault}): ${seconds(told.atMs - begun)} of ${seconds(longest)} at a schedule sixty times as fast; ` +
          `at the default schedule at most ${(inLife / 60_000).toFixed(1)} min`,
      )
      expect(told.atMs - begun).toBeLessThan(longest * 4)
    },
    2 * PATIENCE_MS + 60_000,
  )

  test('every expression of every panel parses and has data', async () => {
    await stack.twin.switchFaults([])
    const end = Date.now() / 1_000
    const variables = { $instance: stack.monitor.address, $__interval: '15s', $__range: '15m', $__rate_interval: '15s' }
    const filled = (expr: string) =>
      Object.entries(variables).reduce((text, [name, value]) => text.replaceAll(name, value), expr)
    const panels = boards.flatMap(({ rows }) => rows.flatMap((row) => row.panels))
    const asked = [
      ...panels.flatMap(({ title, queries }) => queries.map(({ expr }) => ({ title, expr }))),
      { title: 'annotation', expr: revisionChanges },
    ]
    const empty: string[] = []
    for (const { title, expr } of asked) {
      const range = { query: filled(expr), start: String(end - 900), end: String(end), step: '15' }
      const series = await seriesOf('query_range', range)
      if (!series.some(({ values }) => values.some((value) => value !== 'NaN'))) empty.push(`${title}: ${range.query}`)
    }
    say(`${asked.length} expressions of ${panels.length} panels asked`)
    expect(empty).toEqual([])
  }, 240_000)

  test('every rule is evaluated without an error', async () => {
    const data = JSON.stringify(await stack.prometheus.ask('rules', {}))
    const healths = [...data.matchAll(/"health":"(\w+)"/g)].map(([, health]) => health)
    say(`${healths.length} rules evaluated`)
    expect(healths.length).toBeGreaterThan(80)
    expect(healths.filter((health) => health !== 'ok')).toEqual([])
  })
})
