import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import type { Broken } from '../kernel/sqlite-problem.ts'
import { budgetSchema } from '../model/target.ts'
import { guardFile } from './guard-file.builder.ts'
import { createGuardStore } from './guard-store.ts'
import { type Guard, openGuard } from './open-guard.ts'

const budget = { ...budgetSchema.parse(undefined), requestsPerMinute: 60, conversationsPerDay: 10 }
const granted = { kind: 'granted' }
const clock = createClock()
const now = { waitMs: 0, signal: new AbortController().signal }
const own = (accounts: string[]) => ({ pool: 'main', count: 1, owner: 'a test', accounts }) as const

/** A guard that may go on alone, and what it said about that. */
function openLone(file: string) {
  const heard: (string | null)[] = []
  const alone = (trouble: Broken | null) => heard.push(trouble?.problem ?? null)
  const guard = openGuard({ file, clock, alone })
  return { guard, heard, [Symbol.dispose]: () => guard[Symbol.dispose]() }
}

/** Lets the file be read, and nothing be added to its tables; gives how to let it again. */
function freeze(file: string): () => void {
  const tables = ['spending', 'lease', 'back_off', 'conversations']
  const each = (statement: (table: string) => string) => {
    using vandal = createGuardStore(file)
    expect(vandal.write((database) => database.exec(tables.map(statement).join(';')))).toMatchObject({ kind: 'done' })
  }
  each((table) => `CREATE TRIGGER no_${table} BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no'); END`)
  return () => each((table) => `DROP TRIGGER no_${table}`)
}

const spend = (guard: Guard, requests: number) => guard.trySpend('t', budget, requests)
const converse = (guard: Guard, count: number) => guard.countConversations('t', budget, count)

test('where no file can be made a guard keeps to the limits alone, says so, and shares again once it can', () => {
  using home = guardFile()
  const folder = join(home.folder, 'data')
  writeFileSync(folder, 'a file where a folder should be')
  const file = join(folder, 'guard.sqlite')
  using lone = openLone(file)
  const { guard, heard } = lone
  expect(spend(guard, 60)).toEqual(granted)
  expect(spend(guard, 1)).toMatchObject({ kind: 'refused', reason: 'budget' })
  expect(guard.spent('t')).toBe(60)
  expect(guard.trouble()).toMatchObject({ problem: 'unreachable', file })
  expect(heard).toEqual(['unreachable'])

  rmSync(folder)
  expect(spend(guard, 1)).toMatchObject({ kind: 'refused', reason: 'budget' })
  expect(guard.trouble()).toBeNull()
  expect(heard).toEqual(['unreachable', null])
  using other = openGuard({ file, clock })
  expect(other.spent('t')).toBe(60)
})

test('what was noted down before the file could not be written still holds, and what is noted meanwhile is not lost', async () => {
  using home = guardFile()
  using lone = openLone(home.file)
  const { guard, heard } = lone
  using other = openGuard({ file: home.file, clock })
  expect(spend(guard, 20)).toEqual(granted)
  expect(spend(other, 20)).toEqual(granted)
  expect(converse(guard, 6)).toEqual(granted)
  await using held = new AsyncDisposableStack()
  const lease = async (from: Guard, account: string) => {
    const outcome = await from.lease('t', own([account]), now)
    if (outcome.kind === 'leased') held.use(outcome.lease)
    return outcome.kind
  }
  expect(await lease(guard, 'amber')).toBe('leased')

  const heal = freeze(home.file)
  expect(spend(guard, 10)).toEqual(granted)
  expect(spend(guard, 11)).toMatchObject({ kind: 'refused', reason: 'budget' })
  expect(converse(guard, 3)).toEqual(granted)
  expect(converse(guard, 2)).toMatchObject({ kind: 'refused', reason: 'llm-cap' })
  expect(await lease(guard, 'amber')).toBe('refused')
  expect(await lease(guard, 'birch')).toBe('leased')
  expect(spend(other, 1)).toMatchObject({ kind: 'broken', problem: 'unknown' })
  expect(heard).toEqual(['unknown'])

  heal()
  expect(spend(guard, 1)).toEqual(granted)
  expect(heard).toEqual(['unknown', null])
  expect(other.spent('t')).toBe(51)
  expect(converse(other, 2)).toMatchObject({ kind: 'refused', reason: 'llm-cap' })
  expect(await lease(other, 'birch')).toBe('refused')
})

test('a back-off holds on both ways, and is never shortened', () => {
  using home = guardFile()
  using lone = openLone(home.file)
  const { guard } = lone
  const inSeconds = (seconds: number) => clock.wall() + seconds * 1_000
  expect(guard.backOff('t', inSeconds(100))).toEqual(granted)
  const heal = freeze(home.file)
  expect(guard.backOff('u', inSeconds(50))).toEqual(granted)
  expect(guard.mayStart('t')).toMatchObject({ kind: 'refused', reason: 'back-off' })
  heal()
  expect(guard.mayStart('u')).toMatchObject({ kind: 'refused', reason: 'back-off' })
  using other = openGuard({ file: home.file, clock })
  const left = other.mayStart('t')
  expect(left.kind === 'refused' && (left.retryAfterMs ?? 0)).toBeGreaterThan(90_000)
  expect(other.mayStart('u')).toMatchObject({ kind: 'refused', reason: 'back-off' })
})

test('a writer that hangs is waited for, not gone without', () => {
  using home = guardFile()
  using lone = openLone(home.file)
  const { guard, heard } = lone
  expect(guard.mayStart('t')).toEqual(granted)
  using hanging = createGuardStore(home.file)
  const inside = hanging.write(() => guard.mayStart('t'))
  expect(inside).toMatchObject({ kind: 'done', value: { kind: 'broken', problem: 'busy' } })
  expect(heard).toEqual([])
})
