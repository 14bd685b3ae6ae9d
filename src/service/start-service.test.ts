import { expect, test } from 'vitest'
import { targetKey } from '../guard/target-key.ts'
import { byHand, visit, watchTwin } from './watched-twin.builder.ts'

const everySecond = '* * * * * *'

test('a tick becomes a run that all sinks and the history hear of, after they heard that it began', async () => {
  await using watched = await watchTwin([byHand('visit', visit, { cron: everySecond })])
  const { events, runs, history, service, until } = watched
  await until(() => runs.length > 0)
  const kinds = events.map(({ kind }) => kind)
  expect(kinds.slice(0, 2)).toEqual(['reloaded', 'scheduled'])
  const runId = runs[0]?.report.runId ?? ''
  expect(kinds.indexOf('tick-lagged')).toBeLessThan(kinds.indexOf('run-started'))
  expect(events).toContainEqual(expect.objectContaining({ kind: 'run-started', runId, purpose: 'watch' }))
  expect(runs[0]).toMatchObject({ report: { purpose: 'watch', scenario: 'visit' }, evidence: { context: { runId } } })
  expect(history.run(runId)?.summary).toMatchObject({ verdict: runs[0]?.report.verdict })
  expect(service.scenarios()).toMatchObject([{ cron: everySecond, timeZone: 'UTC' }])
  expect(service.scenarios()[0]?.nextWallMs).toBeGreaterThan(service.startedWallMs)
})

test('a scenario runs once at a time: ticks that find it running are counted, requests are told', async () => {
  const gate = Promise.withResolvers<void>()
  await using watched = await watchTwin([byHand('slow', () => gate.promise, { cron: everySecond })])
  const { service, skips, until } = watched
  await until(() => skips().length > 0)
  expect(skips()).toEqual(['slow overlap'])
  const { runId } = service.scenarios()[0] ?? {}
  expect(service.start({ scenario: 'slow', purpose: 'manual' })).toEqual({
    kind: 'skipped',
    reason: 'overlap',
    detail: `Run ${runId} of this scenario goes on.`,
  })
  gate.resolve()
})

test('who asks by hand gets the run, live, with the seed and the crowd that were wished for', async () => {
  const crowded = byHand('visit', visit, { users: { default: 1, min: 1, max: 3 } })
  await using watched = await watchTwin([crowded])
  const { service, runs } = watched
  const heard: string[] = []
  using _ = service.listen((event) => {
    if (event.kind === 'run-finished')
      heard.push(`history knows it: ${watched.history.run(event.runId)?.report !== null}`)
    else heard.push(event.kind)
  })
  const outcome = service.start({ scenario: 'visit', purpose: 'manual', users: 2, seed: 'wished' })
  if (outcome.kind !== 'started') throw new Error('not started')
  const result = await outcome.ended
  expect(result.report).toMatchObject({ runId: outcome.runId, seed: 'wished', purpose: 'manual' })
  expect(result.report.users).toHaveLength(2)
  expect(runs).toHaveLength(1)
  expect(heard[0]).toBe('run-started')
  expect(heard.at(-1)).toBe('history knows it: true')
  expect(service.start({ scenario: 'vsit', purpose: 'manual' })).toEqual({ kind: 'unknown-scenario' })
})

test('a tick that the guard refuses is a skip and no run; a person is told the same as a report', async () => {
  await using watched = await watchTwin([byHand('visit', visit, { cron: everySecond }), byHand('other', visit)])
  const { guard, target, service, skips, runs, until } = watched
  guard.backOff(targetKey(target.urls), Date.parse('2100-01-01'))
  await until(() => skips().includes('visit back_off'))
  expect(runs.filter(({ evidence }) => evidence === null)).toEqual([])
  const outcome = service.start({ scenario: 'other', purpose: 'manual' })
  const result = outcome.kind === 'started' ? await outcome.ended : null
  expect(result).toMatchObject({ refusal: 'back-off', report: { verdict: 'inconclusive', cause: 'back_off' } })
  expect(runs.map(({ report }) => report.runId)).toContain(result?.report.runId)
})

test('in a maintenance window ticks are counted and nothing runs by itself', async () => {
  const maintenance = [{ from: '2020-01-01T00:00Z', to: '2100-01-01T00:00Z', reason: 'moving house' }]
  await using watched = await watchTwin([byHand('visit', visit, { cron: everySecond })], { maintenance })
  const { events, service, runs, until, skips } = watched
  await until(() => skips().length > 0)
  expect(events).toContainEqual(expect.objectContaining({ reason: 'maintenance', detail: 'moving house' }))
  expect(runs).toEqual([])
  const outcome = service.start({ scenario: 'visit', purpose: 'manual' })
  expect(outcome.kind === 'started' ? (await outcome.ended).evidence : null).not.toBeNull()
})

test('a stop lets a run end, starts nothing more, and says shutdown for what waits its turn', async () => {
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const slow = byHand('slow', async () => {
    begun.resolve()
    await gate.promise
  })
  await using watched = await watchTwin([slow])
  const { service, runs } = watched
  const outcome = service.start({ scenario: 'slow', purpose: 'watch' })
  await begun.promise
  const stopped = service.stop()
  expect(service.isReady()).toBe(false)
  expect(service.start({ scenario: 'slow', purpose: 'watch' })).toMatchObject({ kind: 'skipped', reason: 'shutdown' })
  gate.resolve()
  await stopped
  expect(outcome.kind === 'started' ? (await outcome.ended).evidence?.context.ended : null).toBe('complete')
  expect(runs).toHaveLength(1)
})

test('after the grace period a run is interrupted, says goodbye with 1000, and is reported as cancelled', async () => {
  const connected = Promise.withResolvers<void>()
  const endless = byHand('endless', async (stage) => {
    await stage.together(stage.users, async (user) => {
      const chat = await stage.connect(await stage.signIn(user))
      connected.resolve()
      await stage.hold(chat, { forMs: 3_600_000 })
    })
  })
  await using watched = await watchTwin([{ ...endless, deadlineMs: 4_000_000 }], { graceSeconds: 0 })
  const { service, runs } = watched
  service.start({ scenario: 'endless', purpose: 'watch' })
  await connected.promise
  await service.stop()
  const [run] = runs
  expect(run?.report.verdict).toBe('cancelled')
  expect(run?.evidence?.facts.filter(({ kind }) => kind === 'close')).toMatchObject([{ code: 1000, sentCode: 1000 }])
})

test('a good reload changes the schedule at once, a bad one nothing but what is said of it', async () => {
  await using watched = await watchTwin([byHand('visit', visit), byHand('other', visit)])
  const { service, events } = watched
  const before = service.scenarios()
  service.reload({ kind: 'bad', reason: 'a comma is missing' })
  expect(service.config()).toMatchObject({ isGood: false, reason: 'a comma is missing' })
  expect(service.scenarios()).toEqual(before)
  expect(events.at(-1)).toMatchObject({
    kind: 'reloaded',
    isGood: false,
    scenarios: [{ id: 'visit' }, { id: 'other' }],
  })
  const { entries, ...rest } = { ...watched.plan }
  const watch = { ...watched.watch, plan: { ...rest, entries: entries.slice(0, 1) } }
  service.reload({ kind: 'good', watch })
  expect(service.config()).toMatchObject({ isGood: true, reason: '' })
  expect(service.scenarios().map(({ scenario }) => scenario.id)).toEqual(['visit'])
  expect(events.at(-1)).toMatchObject({ kind: 'scheduled', next: new Map([['visit', expect.any(Number)]]) })
})

test('a sink that breaks hurts nobody else', async () => {
  const broken = {
    name: 'broken',
    finished: () => {
      throw new Error('out of tea')
    },
    event: () => {
      throw new Error('out of tea')
    },
  }
  await using watched = await watchTwin([byHand('visit', visit)], {}, [broken])
  const outcome = watched.service.start({ scenario: 'visit', purpose: 'manual' })
  if (outcome.kind === 'started') await outcome.ended
  expect(watched.runs).toHaveLength(1)
  expect(watched.defects).toContain('broken')
})
