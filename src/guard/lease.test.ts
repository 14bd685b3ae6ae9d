import { expect, test } from 'vitest'
import { type Clock, createClock } from '../kernel/clock.ts'
import { accountPools, makeAccounts } from './account-pool.ts'
import { guardFile } from './guard-file.builder.ts'
import { LEASE_TTL_MS, type Lease, LeaseLost, type LeaseOutcome, type LeaseRequest } from './lease.ts'
import { openGuard } from './open-guard.ts'

const START_MS = Date.UTC(2026, 0, 2)
const atOnce = { waitMs: 0, signal: new AbortController().signal }
const main = (count: number): LeaseRequest => ({ pool: 'main', count, owner: 'run 1' })

/** Stands still; its timers run when we say. */
function handClock(timeScale = 1): Clock & { set(wallMs: number): void; ring(): void; timersMs: number[] } {
  let now = START_MS
  const due = new Set<() => void>()
  const timersMs: number[] = []
  return {
    ...createClock(timeScale),
    timersMs,
    wall: () => now,
    timer(ms, run) {
      timersMs.push(ms)
      due.add(run)
      return { [Symbol.dispose]: () => due.delete(run) }
    },
    set(wallMs) {
      now = wallMs
    },
    ring() {
      const ringing = [...due]
      due.clear()
      for (const run of ringing) run()
    },
  }
}

function open() {
  const { file, ...home } = guardFile()
  const clock = handClock()
  const guard = openGuard({ file, clock })
  const dispose = () => {
    guard[Symbol.dispose]()
    home[Symbol.dispose]()
  }
  return { file, clock, guard, [Symbol.dispose]: dispose }
}

function leased(outcome: LeaseOutcome): Lease {
  if (outcome.kind !== 'leased') throw new Error(`expected a lease, got ${outcome.message}`)
  return outcome.lease
}

test('a lease takes accounts of its pool that nobody else holds, and gives them back', async () => {
  using home = open()
  {
    await using first = leased(await home.guard.lease('t', main(5), atOnce))
    await using second = leased(await home.guard.lease('t', main(7), atOnce))
    expect([...first.accounts, ...second.accounts]).toEqual(accountPools.main)
  }
  await using again = leased(await home.guard.lease('t', main(12), atOnce))
  expect(again.accounts).toHaveLength(12)
})

test('too few free accounts give none, and the refusal says who holds the others', async () => {
  using home = open()
  await using _first = leased(await home.guard.lease('t', main(8), atOnce))
  expect(await home.guard.lease('t', main(5), atOnce)).toMatchObject({
    kind: 'refused',
    reason: 'leased',
    message: '5 accounts were asked for, and 4 of 12 are free. The others are held by: run 1.',
  })
  await using _rest = leased(await home.guard.lease('t', main(4), atOnce))
})

test('the pools and the targets do not get in each other’s way', async () => {
  using home = open()
  await using _first = leased(await home.guard.lease('t', main(12), atOnce))
  await using spare = leased(await home.guard.lease('t', { ...main(6), pool: 'sacrificial' }, atOnce))
  await using other = leased(await home.guard.lease('other', main(12), atOnce))
  expect([spare.accounts.length, other.accounts.length]).toEqual([6, 12])
})

test('more accounts than there are can never be had', async () => {
  using home = open()
  expect(await home.guard.lease('t', main(13), atOnce)).toMatchObject({ kind: 'refused', retryAfterMs: null })
})

test('a target may bring accounts of its own, a thousand if need be, each of them once', async () => {
  using home = open()
  const accounts = [...makeAccounts(1_000), ...makeAccounts(5)]
  await using lease = leased(await home.guard.lease('t', { ...main(1_000), accounts }, atOnce))
  expect(lease.accounts).toEqual(makeAccounts(1_000))
})

test('a wait for accounts ends when they are given back', async () => {
  using home = open()
  const clock = createClock()
  using guard = openGuard({ file: home.file, clock })
  const first = leased(await guard.lease('t', main(12), atOnce))
  const waiting = guard.lease('t', main(1), { waitMs: 10_000, signal: atOnce.signal })
  await first[Symbol.asyncDispose]()
  await using second = leased(await waiting)
  expect(second.accounts).toHaveLength(1)
})

test('a lease that is renewed lasts', async () => {
  using home = open()
  await using lease = leased(await home.guard.lease('t', main(12), atOnce))
  for (let passedMs = 5_000; passedMs <= 3 * LEASE_TTL_MS; passedMs += 5_000) {
    home.clock.set(START_MS + passedMs)
    home.clock.ring()
  }
  expect(lease.lost.aborted).toBe(false)
  expect(await home.guard.lease('t', main(1), atOnce)).toMatchObject({ kind: 'refused' })
})

test('a lease is renewed in real time, however fast target time runs', async () => {
  using home = open()
  const clock = handClock(20)
  using guard = openGuard({ file: home.file, clock })
  await using _lease = leased(await guard.lease('t', main(1), atOnce))
  clock.ring()
  expect(clock.timersMs).toEqual([100_000, 100_000])
})

test('a lease that is not renewed is free after its time, and its holder learns of it', async () => {
  using home = open()
  await using stopped = leased(await home.guard.lease('t', main(12), atOnce))
  home.clock.set(START_MS + LEASE_TTL_MS - 1)
  expect(await home.guard.lease('t', main(1), atOnce)).toMatchObject({ kind: 'refused' })
  home.clock.set(START_MS + LEASE_TTL_MS)
  await using second = leased(await home.guard.lease('t', main(12), atOnce))
  expect(stopped.lost.aborted).toBe(false)
  home.clock.ring()
  expect(stopped.lost.reason).toBeInstanceOf(LeaseLost)
  expect(second.lost.aborted).toBe(false)
})

test('giving back a lost lease takes nothing from its new holder', async () => {
  using home = open()
  const stopped = leased(await home.guard.lease('t', main(12), atOnce))
  home.clock.set(START_MS + LEASE_TTL_MS)
  await using _second = leased(await home.guard.lease('t', main(12), atOnce))
  await stopped[Symbol.asyncDispose]()
  expect(await home.guard.lease('t', main(1), atOnce)).toMatchObject({ kind: 'refused' })
})

test('a lease whose file has become unusable is lost after its time, not before', async () => {
  using home = open()
  await using lease = leased(await home.guard.lease('t', main(1), atOnce))
  home.guard[Symbol.dispose]()
  home.clock.set(START_MS + 5_000)
  home.clock.ring()
  expect(lease.lost.aborted).toBe(false)
  home.clock.set(START_MS + LEASE_TTL_MS)
  home.clock.ring()
  expect(lease.lost.reason).toBeInstanceOf(LeaseLost)
})

test('a clock that was set back does not lengthen a lease', async () => {
  using home = open()
  await using _first = leased(await home.guard.lease('t', main(12), atOnce))
  home.clock.set(START_MS - 86_400_000)
  expect(await home.guard.lease('t', main(1), atOnce)).toMatchObject({ kind: 'refused' })
  home.clock.set(START_MS - 86_400_000 + LEASE_TTL_MS)
  await using second = leased(await home.guard.lease('t', main(12), atOnce))
  expect(second.accounts).toHaveLength(12)
})
