import { expect, test } from 'vitest'
import { handClock } from './hand-clock.builder.ts'
import { createScheduler } from './scheduler.ts'

const everyMinute = { id: 'a', cadence: { cron: '* * * * *', timeZone: 'UTC' } }

function start(iso: string, seed = 'seed') {
  const clock = handClock(iso)
  const heard: string[] = []
  const scheduler = createScheduler({
    clock,
    seed,
    due: (id, lagMs) => heard.push(`${id} ${new Date(clock.wall()).toISOString().slice(11, 23)} late ${lagMs}`),
  })
  return { clock, heard, scheduler }
}

test('every appointment is told when it is due, at its own time', () => {
  const { clock, heard, scheduler } = start('2026-11-22T10:00:30Z')
  scheduler.plan([everyMinute, { id: 'b', cadence: { cron: '30 */2 * * * *', timeZone: 'UTC' } }], 0)
  clock.pass(121_000)
  expect(heard).toEqual(['a 10:01:00.000 late 0', 'a 10:02:00.000 late 0', 'b 10:02:30.000 late 0'])
})

test.each([
  ['spring', '2026-03-29T00:00:00Z', ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']],
  ['autumn', '2026-10-25T00:00:00Z', ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']],
])('where the clocks change in %s, half past two in Berlin comes once a day', (_name, from, times) => {
  const clock = handClock(from)
  const heard: string[] = []
  using scheduler = createScheduler({ clock, seed: '', due: () => heard.push(new Date(clock.wall()).toISOString()) })
  scheduler.plan([{ id: 'a', cadence: { cron: '30 2 * * *', timeZone: 'Europe/Berlin' } }], 0)
  clock.pass(26 * 3_600_000)
  expect(heard).toEqual(times)
})

test('jitter delays each tick by chance, never beyond its bound, and the seed repeats it', () => {
  const delays = (seed: string) => {
    const { clock, heard, scheduler } = start('2026-11-22T10:00:00Z', seed)
    using _ = scheduler
    scheduler.plan([everyMinute], 4_000)
    clock.pass(20 * 60_000)
    return heard.map((line) => Number(line.slice(8, 14)))
  }
  const first = delays('x')
  expect(first.length).toBeGreaterThanOrEqual(19)
  expect(Math.max(...first)).toBeLessThanOrEqual(4)
  expect(new Set(first).size).toBeGreaterThan(10)
  expect(delays('x')).toEqual(first)
  expect(delays('y')).not.toEqual(first)
})

test('jitter is a tenth of the interval at most, so that ticks keep their order', () => {
  const { clock, heard, scheduler } = start('2026-11-22T10:00:00Z')
  scheduler.plan([{ id: 'a', cadence: { cron: '*/5 * * * * *', timeZone: 'UTC' } }], 60_000)
  clock.pass(60_500)
  const seconds = heard.map((line) => Number(line.slice(8, 14)))
  expect(seconds.length).toBeGreaterThanOrEqual(11)
  expect(seconds.every((value) => value % 5 <= 0.5)).toBe(true)
})

test('after a sleep of the machine a tick comes once, and says how late', () => {
  const { clock, heard, scheduler } = start('2026-11-22T10:00:30Z')
  scheduler.plan([everyMinute], 0)
  clock.setWall('2026-11-22T13:30:40Z')
  clock.pass(15_000)
  expect(heard).toEqual(['a 13:30:55.000 late 12595000'])
  expect(scheduler.nextWallMs('a')).toBe(Date.parse('2026-11-22T13:31:00Z'))
})

test('a wall clock that was set back is planned by anew', () => {
  const { clock, heard, scheduler } = start('2026-11-22T10:00:30Z')
  scheduler.plan([everyMinute], 0)
  clock.setWall('2026-11-22T07:00:30Z')
  clock.pass(31_000)
  expect(heard).toEqual(['a 07:01:00.000 late 0'])
})

test('a new plan keeps the next tick of what stays, and forgets what goes', () => {
  const { clock, heard, scheduler } = start('2026-11-22T10:00:00Z')
  scheduler.plan([everyMinute, { ...everyMinute, id: 'b' }], 5_000)
  const next = scheduler.nextWallMs('a') ?? 0
  expect(next).toBeGreaterThan(Date.parse('2026-11-22T10:01:00Z'))
  // The schedule has fired, and the tick waits for its delay.
  clock.pass(60_000)
  scheduler.plan([everyMinute], 5_000)
  expect(scheduler.nextWallMs('a')).toBe(next)
  expect(scheduler.nextWallMs('b')).toBeNull()
  clock.pass(6_000)
  expect(heard).toEqual([`a ${new Date(next).toISOString().slice(11, 23)} late 0`])
})

test('what never comes again has no next tick', () => {
  const { clock, heard, scheduler } = start('2026-11-22T10:00:00Z')
  scheduler.plan([{ id: 'a', cadence: { cron: '0 0 31 2 *', timeZone: 'UTC' } }], 0)
  clock.pass(86_400_000)
  expect({ heard, next: scheduler.nextWallMs('a') }).toEqual({ heard: [], next: null })
})

test('disposing leaves no timer', () => {
  const { clock, scheduler } = start('2026-11-22T10:00:00Z')
  scheduler.plan([everyMinute], 0)
  expect(clock.timers).toBe(1)
  scheduler[Symbol.dispose]()
  expect(clock.timers).toBe(0)
})
