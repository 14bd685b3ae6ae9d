import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it as test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { budgetSchema } from '../model/target.ts'
import { guardFile } from './guard-file.builder.ts'
import { LEASE_TTL_MS } from './lease.ts'
import { openGuard } from './open-guard.ts'

const budget = budgetSchema.parse(undefined)
const never = new AbortController().signal

/** What every process of these tests begins with; `file`, `guard`, `budget` and `wait` are there for its work. */
const preamble = `
  import { mkdirSync, rmdirSync } from 'node:fs'
  const { createClock } = await import(${JSON.stringify(import.meta.resolve('../kernel/clock.ts'))})
  const { openGuard } = await import(${JSON.stringify(import.meta.resolve('./open-guard.ts'))})
  const file = process.argv[1]
  const guard = openGuard({ file, clock: createClock() })
  const budget = ${JSON.stringify(budget)}
  const wait = { waitMs: 30_000, signal: new AbortController().signal }
`

function start(file: string, work: string, uid?: number): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '--eval', preamble + work, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid }),
  })
}

async function output(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no output')
  return text(child.stdout)
}

test('processes that spend at the same time on a new file never exceed the budget together', async () => {
  using home = guardFile()
  const work = `
    const granted = Array.from({ length: 40 }, () => guard.trySpend('t', budget, 1)).filter(({ kind }) => kind === 'granted')
    console.log(granted.length)
  `
  const counts = await Promise.all(['', '', ''].map(() => output(start(home.file, work))))
  expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(60)
}, 30_000)

test('processes that need more than half of the accounts take turns: no deadlock, and no account twice', async () => {
  using home = guardFile()
  const work = `
    for (let round = 0; round < 8; round++) {
      const outcome = await guard.lease('t', { pool: 'main', count: 7, owner: String(process.pid) }, wait)
      if (outcome.kind !== 'leased') throw new Error(outcome.message)
      const marks = outcome.lease.accounts.map((account) => file + '.' + account)
      for (const mark of marks) mkdirSync(mark)
      await new Promise(setImmediate)
      for (const mark of marks) rmdirSync(mark)
      await outcome.lease[Symbol.asyncDispose]()
    }
    console.log('done')
  `
  const outputs = await Promise.all(['', ''].map(() => output(start(home.file, work))))
  expect(outputs).toEqual(['done\n', 'done\n'])
}, 60_000)

test('what a killed process had leased is free after its time, and what it spent stays spent', async () => {
  using home = guardFile()
  const work = `
    guard.trySpend('t', budget, 60)
    await guard.lease('t', { pool: 'main', count: 12, owner: 'the killed one' }, wait)
    console.log('held')
  `
  const child = start(home.file, work)
  if (child.stdout !== null) await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')

  let aheadMs = 0
  const clock = { ...createClock(), wall: () => createClock().wall() + aheadMs }
  using guard = openGuard({ file: home.file, clock })
  const request = { pool: 'main', count: 1, owner: 'us' } as const
  const early = await guard.lease('t', request, { waitMs: 0, signal: never })
  expect(early).toMatchObject({ kind: 'refused', message: expect.stringContaining('the killed one') })
  expect(guard.trySpend('t', budget, 1)).toMatchObject({ kind: 'refused' })
  aheadMs = LEASE_TTL_MS
  const late = await guard.lease('t', request, { waitMs: 0, signal: never })
  expect(late.kind).toBe('leased')
  if (late.kind === 'leased') await late.lease[Symbol.asyncDispose]()
}, 30_000)

test.each(['a new', 'an existing'])(
  '%s file in a folder that must not be written to is a value',
  async (kind) => {
    using home = guardFile()
    const data = join(home.folder, 'data')
    mkdirSync(data)
    if (kind === 'an existing') {
      using guard = openGuard({ file: join(data, 'guard.sqlite'), clock: createClock() })
      guard.mayStart('t')
    }
    chmodSync(home.folder, 0o755)
    chmodSync(data, 0o555)
    const work = `console.log(JSON.stringify(guard.mayStart('t')))`
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined
    const said: unknown = JSON.parse(await output(start(join(data, 'guard.sqlite'), work, nobody)))
    chmodSync(data, 0o755)
    expect(said).toMatchObject({ kind: 'broken', problem: kind === 'a new' ? 'unreachable' : 'read-only' })
  },
  30_000,
)
