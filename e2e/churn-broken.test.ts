import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../src/config/load-scenarios.ts'
import { accountPools } from '../src/guard/account-pool.ts'
import { type Guard, openGuard } from '../src/guard/open-guard.ts'
import { targetKey } from '../src/guard/target-key.ts'
import { createClock } from '../src/kernel/clock.ts'
import type { Urls } from '../src/model/target.ts'
import { type BreakableProxy, startBreakableProxy } from './breakable-proxy.ts'
import { type Played, type PlayOptions, play } from './twin-run.builder.ts'

/** Churn has 25 cycles of 2 s and, where nobody answers, waits of up to 30 s. */
const TIME_SCALE = 25
const PATIENCE_MS = 60_000

/** All sockets of the run pass here, and nothing else. */
async function socketsThrough(urls: Urls): Promise<{ readonly proxy: BreakableProxy; readonly urls: Urls }> {
  const ws = new URL(urls.ws)
  const proxy = await startBreakableProxy(Number(ws.port))
  ws.port = `${proxy.port}`
  return { proxy, urls: { ...urls, ws: ws.href } }
}

/** Late, because every connection after it costs its whole deadline. */
const BREAKS_AFTER = 24

/** Churns until the way to the sockets breaks, or something else ends it. */
async function churn(
  guard: Guard,
  how: 'hang' | 'die' | null,
  { faults = [], timeScale = TIME_SCALE }: Pick<PlayOptions, 'faults' | 'timeScale'> = {},
) {
  const scenario = (await loadScenarios(ownScenarios)).find(({ id }) => id === 'connection-churn')
  if (scenario === undefined) throw new Error('There is no connection-churn.')
  const proxies: BreakableProxy[] = []
  let opened = 0
  let key = ''
  const played = await play(scenario, {
    faults,
    guard,
    timeScale,
    async via(own) {
      const { proxy, urls } = await socketsThrough(own)
      proxies.push(proxy)
      key = targetKey(urls)
      return urls
    },
    progress(event) {
      if (event.kind !== 'step' || event.name !== 'connect' || event.state !== 'passed') return
      opened += 1
      if (opened === BREAKS_AFTER && how !== null) proxies[0]?.break(how)
    },
  })
  const [proxy] = proxies
  if (proxy === undefined) throw new Error('The run did not ask for the way to its target.')
  return { played, left: proxy.openCount, key, [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose]() }
}

/** Whether every account of both pools can be had at once. */
async function canLeaseAll(guard: Guard, key: string): Promise<boolean> {
  const wait = { waitMs: 0, signal: new AbortController().signal }
  const leases = await Promise.all(
    (['main', 'sacrificial'] as const).map((pool) => {
      const accounts = accountPools[pool]
      return guard.lease(key, { pool, count: accounts.length, owner: 'the test', accounts }, wait)
    }),
  )
  return leases.every(({ kind }) => kind === 'leased')
}

function unclosed({ evidence }: Played): string[] {
  const closed = new Set(evidence.facts.flatMap((fact) => (fact.kind === 'close' ? fact.socket : [])))
  return evidence.facts.flatMap((fact) =>
    fact.kind === 'upgrade' && fact.status === 101 && !closed.has(fact.socket) ? fact.socket : [],
  )
}

test.each([
  ['hangs', 'hang' as const],
  ['dies', 'die' as const],
])(
  'a target that %s in the middle of churn fails, and leaves no socket and no account behind',
  async (_name, how) => {
    using guard = openGuard({ file: ':memory:', clock: createClock() })
    await using run = await churn(guard, how)
    const { played, left, key } = run
    expect(played.report.verdict, played.report.reason).toBe('fail')
    expect(unclosed(played)).toEqual([])
    await expect.poll(left).toBe(0)
    expect(await canLeaseAll(guard, key)).toBe(true)
  },
  PATIENCE_MS,
)

test(
  'a target that limits us in the middle of churn is left alone, and no socket and no account is left behind',
  async () => {
    using guard = openGuard({ file: ':memory:', clock: createClock() })
    await using run = await churn(guard, null, { faults: ['cloud-armor-rate-ban-429:others=85'], timeScale: 10 })
    const { played, left, key } = run
    expect(played.report, played.report.reason).toMatchObject({ verdict: 'inconclusive', cause: 'rate_limited' })
    expect(unclosed(played)).toEqual([])
    await expect.poll(left).toBe(0)
    expect(await canLeaseAll(guard, key)).toBe(true)
    expect(guard.mayStart(key)).toMatchObject({ kind: 'refused', reason: 'back-off' })
  },
  PATIENCE_MS,
)
