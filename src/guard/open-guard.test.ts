import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Clock, createClock } from '../kernel/clock.ts'
import { budgetSchema } from '../model/target.ts'
import { guardFile } from './guard-file.builder.ts'
import { createGuardStore } from './guard-store.ts'
import { openGuard } from './open-guard.ts'

const budget = budgetSchema.parse(undefined)
const MIDNIGHT_MS = Date.UTC(2026, 0, 2)
const granted = { kind: 'granted' }
const never = new AbortController().signal

/** A real clock on which we set the time of day. */
function settableClock(startMs: number, timeScale = 1): Clock & { set(wallMs: number): void } {
  const clock = createClock(timeScale)
  let setAtMs = clock.now()
  let wallMs = startMs
  return {
    ...clock,
    wall: () => Math.floor(wallMs + (clock.now() - setAtMs) / timeScale),
    set(nextMs) {
      wallMs = nextMs
      setAtMs = clock.now()
    },
  }
}

/** A clock that stands still. */
function standingClock(wallMs: number): Clock & { set(wallMs: number): void } {
  let now = wallMs
  return {
    ...createClock(),
    wall: () => now,
    set(nextMs) {
      now = nextMs
    },
  }
}

test('the budget is a window that slides: a request leaves it exactly a minute later', () => {
  using home = guardFile()
  const clock = standingClock(MIDNIGHT_MS)
  using guard = openGuard({ file: home.file, clock })
  expect(guard.trySpend('t', budget, 40)).toEqual(granted)
  clock.set(MIDNIGHT_MS + 30_000)
  expect(guard.trySpend('t', budget, 20)).toEqual(granted)
  expect(guard.trySpend('t', budget, 1)).toMatchObject({ kind: 'refused', reason: 'budget', retryAfterMs: 30_000 })
  clock.set(MIDNIGHT_MS + 59_999)
  expect(guard.trySpend('t', budget, 1)).toMatchObject({ kind: 'refused', retryAfterMs: 1 })
  expect(guard.trySpend('t', budget, 41)).toMatchObject({ kind: 'refused', retryAfterMs: 30_001 })
  clock.set(MIDNIGHT_MS + 60_000)
  expect(guard.trySpend('t', budget, 40)).toEqual(granted)
  expect(guard.trySpend('t', budget, 1)).toMatchObject({ kind: 'refused', retryAfterMs: 30_000 })
})

test('what is spent can be asked for without spending anything', () => {
  using home = guardFile()
  const clock = standingClock(MIDNIGHT_MS)
  using guard = openGuard({ file: home.file, clock })
  expect(guard.spent('t')).toBe(0)
  guard.trySpend('t', budget, 40)
  guard.trySpend('other', budget, 3)
  expect([guard.spent('t'), guard.spent('t'), guard.spent('other')]).toEqual([40, 40, 3])
  clock.set(MIDNIGHT_MS + 60_000)
  expect(guard.spent('t')).toBe(0)
  guard[Symbol.dispose]()
  expect(guard.spent('t')).toBeNull()
})

test('a refused request is not counted, and another target has a budget of its own', () => {
  using home = guardFile()
  using guard = openGuard({ file: home.file, clock: standingClock(MIDNIGHT_MS) })
  expect(guard.trySpend('t', budget, 59)).toEqual(granted)
  expect(guard.trySpend('t', budget, 2)).toMatchObject({ kind: 'refused' })
  expect(guard.trySpend('t', budget, 1)).toEqual(granted)
  expect(guard.trySpend('other', budget, 60)).toEqual(granted)
})

test('more than the budget of a minute can never be had', () => {
  using home = guardFile()
  using guard = openGuard({ file: home.file, clock: standingClock(MIDNIGHT_MS) })
  expect(guard.trySpend('t', budget, 61)).toMatchObject({ kind: 'refused', reason: 'budget', retryAfterMs: null })
})

test('a clock that was set back by a day frees the budget within a minute', () => {
  using home = guardFile()
  const clock = standingClock(MIDNIGHT_MS + 86_400_000)
  using guard = openGuard({ file: home.file, clock })
  guard.trySpend('t', budget, 60)
  clock.set(MIDNIGHT_MS)
  expect(guard.trySpend('t', budget, 1)).toMatchObject({ kind: 'refused', retryAfterMs: 60_000 })
})

test('spend waits until there is room, in real time also when target time runs faster', async () => {
  using home = guardFile()
  const clock = settableClock(MIDNIGHT_MS, 20)
  using guard = openGuard({ file: home.file, clock })
  guard.trySpend('t', budget, 60)
  clock.set(MIDNIGHT_MS + 59_800)
  const beforeMs = clock.wall()
  expect(await guard.spend('t', budget, 1, { waitMs: 5_000, signal: never })).toEqual(granted)
  expect(clock.wall() - beforeMs).toBeGreaterThanOrEqual(190)
})

test('spend gives up at once when the wait is too short to help', async () => {
  using home = guardFile()
  using guard = openGuard({ file: home.file, clock: standingClock(MIDNIGHT_MS) })
  guard.trySpend('t', budget, 60)
  const outcome = await guard.spend('t', budget, 1, { waitMs: 59_999, signal: never })
  expect(outcome).toMatchObject({ kind: 'refused', reason: 'budget' })
})

test('a wait ends with the reason of its signal', async () => {
  using home = guardFile()
  using guard = openGuard({ file: home.file, clock: standingClock(MIDNIGHT_MS) })
  guard.trySpend('t', budget, 60)
  const controller = new AbortController()
  const waiting = guard.spend('t', budget, 1, { waitMs: 120_000, signal: controller.signal })
  controller.abort(new Error('stopped by a person'))
  await expect(waiting).rejects.toThrow('stopped by a person')
})

test('after a 429 nobody may start or spend until the time is over', () => {
  using home = guardFile()
  const clock = standingClock(MIDNIGHT_MS)
  using guard = openGuard({ file: home.file, clock })
  using other = openGuard({ file: home.file, clock })
  expect(guard.mayStart('t')).toEqual(granted)
  expect(guard.backOff('t', MIDNIGHT_MS + 600_000)).toEqual(granted)
  expect(guard.backOff('t', MIDNIGHT_MS + 5_000)).toEqual(granted)
  expect(other.mayStart('t')).toMatchObject({ kind: 'refused', reason: 'back-off', retryAfterMs: 600_000 })
  expect(other.trySpend('t', budget, 1)).toMatchObject({ kind: 'refused', reason: 'back-off' })
  expect(other.mayStart('another')).toEqual(granted)
  clock.set(MIDNIGHT_MS + 600_000)
  expect(other.mayStart('t')).toEqual(granted)
})

test.each([Number.POSITIVE_INFINITY, MIDNIGHT_MS + 10 ** 12])('a back-off until %d lasts a day', (untilMs) => {
  using home = guardFile()
  using guard = openGuard({ file: home.file, clock: standingClock(MIDNIGHT_MS) })
  guard.backOff('t', untilMs)
  expect(guard.mayStart('t')).toMatchObject({ kind: 'refused', retryAfterMs: 86_400_000 })
})

test('a clock that was set back does not lengthen a back-off', () => {
  using home = guardFile()
  const clock = standingClock(MIDNIGHT_MS + 10 ** 9)
  using guard = openGuard({ file: home.file, clock })
  guard.backOff('t', clock.wall() + 600_000)
  clock.set(MIDNIGHT_MS)
  expect(guard.mayStart('t')).toMatchObject({ kind: 'refused', retryAfterMs: 600_000 })
})

test('conversations are counted by UTC day, all of a run or none', () => {
  using home = guardFile()
  const clock = standingClock(MIDNIGHT_MS - 1)
  using guard = openGuard({ file: home.file, clock })
  expect(guard.countConversations('t', budget, 1_999)).toEqual(granted)
  expect(guard.countConversations('t', budget, 2)).toMatchObject({
    kind: 'refused',
    reason: 'llm-cap',
    retryAfterMs: 1,
  })
  expect(guard.countConversations('t', budget, 1)).toEqual(granted)
  expect(guard.countConversations('other', budget, 1)).toEqual(granted)
  clock.set(MIDNIGHT_MS)
  expect(guard.countConversations('t', budget, 2_000)).toEqual(granted)
  expect(guard.countConversations('t', budget, 1)).toMatchObject({ kind: 'refused', retryAfterMs: 86_400_000 })
  expect(guard.countConversations('t', budget, 2_001)).toMatchObject({ kind: 'refused', retryAfterMs: null })
})

test('what is noted down outlives the guard that noted it', () => {
  using home = guardFile()
  const clock = standingClock(MIDNIGHT_MS)
  {
    using guard = openGuard({ file: home.file, clock })
    guard.trySpend('t', budget, 60)
  }
  using guard = openGuard({ file: home.file, clock })
  expect(guard.trySpend('t', budget, 1)).toMatchObject({ kind: 'refused' })
})

test('a file that is no database is a value with the next step, and works again once it is moved away', () => {
  using home = guardFile()
  writeFileSync(home.file, 'nothing like a database, and long enough to be read as one')
  using guard = openGuard({ file: home.file, clock: createClock() })
  const outcome = guard.mayStart('t')
  expect(outcome).toMatchObject({ kind: 'broken', problem: 'corrupt', file: home.file })
  expect(guard.backOff('t', 1)).toMatchObject({ kind: 'broken', problem: 'corrupt' })
  expect(outcome.kind === 'broken' && outcome.message).toMatch(/is unusable \(corrupt\).*Move the file away/)
  rmSync(home.file)
  expect(guard.mayStart('t')).toEqual(granted)
})

test('a file that is ruined under a running guard is a value, and works again once it is moved away', () => {
  using home = guardFile()
  using guard = openGuard({ file: home.file, clock: createClock() })
  expect(guard.mayStart('t')).toEqual(granted)
  using vandal = createGuardStore(home.file)
  vandal.write((database) => database.exec('DROP TABLE back_off'))
  expect(guard.mayStart('t')).toMatchObject({ kind: 'broken', problem: 'unknown' })
  rmSync(home.file)
  expect(guard.mayStart('t')).toEqual(granted)
})

test('a folder that cannot be made is a value', () => {
  using home = guardFile()
  writeFileSync(join(home.folder, 'data'), 'a file where a folder should be')
  using guard = openGuard({ file: join(home.folder, 'data', 'guard.sqlite'), clock: createClock() })
  expect(guard.mayStart('t')).toMatchObject({ kind: 'broken', problem: 'unreachable' })
})

test('a writer that hangs is a value after half a second, and forgotten when it lets go', () => {
  using home = guardFile()
  using guard = openGuard({ file: home.file, clock: createClock() })
  expect(guard.mayStart('t')).toEqual(granted)
  using hanging = createGuardStore(home.file)
  const inside = hanging.write(() => guard.mayStart('t'))
  expect(inside).toMatchObject({ kind: 'done', value: { kind: 'broken', problem: 'busy' } })
  expect(guard.mayStart('t')).toEqual(granted)
})

test('a closed guard says so', () => {
  using home = guardFile()
  const guard = openGuard({ file: home.file, clock: createClock() })
  guard[Symbol.dispose]()
  expect(guard.mayStart('t')).toMatchObject({ kind: 'broken', problem: 'closed' })
})
