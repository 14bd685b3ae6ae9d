import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it as test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { aRun } from '../../reporters/report.builder.ts'
import { dataFolder } from './data-folder.builder.ts'

const address = (path: string) => JSON.stringify(import.meta.resolve(path))

/** What every process of these tests begins with. `say` prints a line of JSON, `next` waits for a line. */
const preamble = `
  const { readdirSync, rmSync, writeFileSync } = await import('node:fs')
  const { createInterface } = await import('node:readline')
  const { openHistory } = await import(${address('./open-history.ts')})
  const { createClock } = await import(${address('../../kernel/clock.ts')})
  const { historyLimitsSchema } = await import(${address('../../config/history-limits.ts')})
  const { EvidenceBuilder } = await import(${address('../../judges/evidence.builder.ts')})
  const { aRun } = await import(${address('../../reporters/report.builder.ts')})
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const next = () => lines.next()
  const say = (value) => console.log(JSON.stringify(value))
  const folder = process.argv[1]
  const told = []
  const open = () =>
    openHistory({ folder, clock: createClock(), limits: historyLimitsSchema.parse({ maxAgeDays: 36_500 }), tell: (e) => told.push(e) })
  const evidence = new EvidenceBuilder().health().build()
  const run = (n) => aRun({ runId: '20261122T150901-0000000' + n, purpose: 'watch' })
  const ids = (history) => history.runs({ limit: 9 }).map(({ runId }) => runId.at(-1)).join('')
`

function start(folder: string, work: string, over: { uid?: number; shell?: string } = {}): ChildProcess {
  const { shell = 'exec "$@"', uid } = over
  const node = [process.execPath, '--input-type=module', '--eval', preamble + work, folder]
  return spawn('sh', ['-c', shell, 'sh', ...node], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid }),
  })
}

/** The lines that a process says, parsed. */
function hear({ stdout }: ChildProcess): AsyncIterator<unknown> {
  if (stdout === null) throw new Error('the process has no output')
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  return {
    async next() {
      const line = await lines.next()
      if (line.done === true) throw new Error('the process said nothing')
      return { done: false, value: JSON.parse(line.value) as unknown }
    },
  }
}

const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {}
/** A disk of our own, so small that a test can fill it. */
const smallDisk = `mount -t tmpfs -o size=1m tmpfs "$5" && exec "$@"`

test('a full disk loses nothing: it is said, all is shown, and written when there is room', async () => {
  using home = dataFolder()
  mkdirSync(home.folder)
  const work = `
    let history = await open()
    history.finished({ report: run(1), evidence })
    await history.flush()
    const fill = () => {
      try { for (;;) writeFileSync(folder + '/filler', 'x'.repeat(1_000), { flag: 'a' }) } catch {}
    }
    fill()
    for (const n of [2, 3, 4]) history.finished({ report: run(n), evidence })
    await history.flush()
    const drafts = readdirSync(folder + '/evidence').filter((name) => name.endsWith('.part'))
    say({ state: history.state(), ids: ids(history), drafts, told: told.filter((e) => !e.isGood).length > 0 })
    say((await history.evidence(run(4).runId))?.facts.length)
    rmSync(folder + '/filler')
    await history.flush()
    say({ state: history.state(), last: told.at(-1) })
    await history[Symbol.asyncDispose]()
    fill()
    history = await open()
    say({ ids: ids(history) })
    rmSync(folder + '/filler')
    await history[Symbol.asyncDispose]()
    history = await open()
    say({ ids: ids(history), kept: history.runs({ limit: 9 }).every((each) => each.hasEvidence) })
    process.exit()
  `
  const shell = `exec unshare --user --map-root-user --mount sh -c '${smallDisk}' sh "$@"`
  const said = hear(start(home.folder, work, { shell }))
  expect((await said.next()).value).toMatchObject({
    state: { kind: 'failing', reason: expect.stringMatching(/\(full\).*Free some space/) },
    ids: '4321',
    drafts: [],
    told: true,
  })
  expect((await said.next()).value).toBe(3)
  expect((await said.next()).value).toMatchObject({ state: { kind: 'good' }, last: { isGood: true } })
  expect((await said.next()).value).toEqual({ ids: '4321' })
  expect((await said.next()).value).toEqual({ ids: '4321', kept: true })
}, 30_000)

test('in a folder that cannot be written the past is shown, the monitor goes on, and later all is written', async () => {
  using home = dataFolder()
  {
    await using history = await home.open()
    const report = aRun({ runId: '20261122T150901-00000001', purpose: 'watch' })
    history.finished({ report, evidence: new EvidenceBuilder().health().build() })
  }
  for (const path of [join(home.folder, '..'), home.folder, join(home.folder, 'evidence')]) chmodSync(path, 0o555)
  const work = `
    let history = await open()
    history.finished({ report: run(2), evidence })
    await history.flush()
    say({ state: history.state(), ids: ids(history) })
    await next()
    await history.flush()
    say({ state: history.state(), ids: ids(history) })
    process.exit()
  `
  const child = start(home.folder, work, nobody)
  const said = hear(child)
  expect((await said.next()).value).toMatchObject({
    state: { kind: 'failing', reason: expect.stringMatching(/\(read-only\).*write access/) },
    ids: '21',
  })
  for (const path of [home.folder, join(home.folder, 'evidence')]) chmodSync(path, 0o777)
  for (const file of ['history.sqlite', 'history.lock']) chmodSync(join(home.folder, file), 0o666)
  chmodSync(join(home.folder, '..'), 0o755)
  child.stdin?.write('\n')
  expect((await said.next()).value).toMatchObject({ state: { kind: 'good' }, ids: '21' })
}, 30_000)

test('a run whose process was killed is unfinished, and closed as killed when the history is opened again', async () => {
  using home = dataFolder()
  const work = `
    const history = await open()
    history.event({ kind: 'run-started', wallMs: 1_000, ...run(1) })
    say(ids(history))
    await next()
  `
  const child = start(home.folder, work)
  await hear(child).next()
  {
    await using beside = await home.open()
    expect(beside.runs({ limit: 9 })).toMatchObject([{ verdict: 'unfinished', reason: 'It has not ended.' }])
    expect(home.told).toEqual([])
  }
  child.kill('SIGKILL')
  await once(child, 'exit')
  await using history = await home.open()
  const runId = '20261122T150901-00000001'
  expect(home.told).toMatchObject([{ kind: 'run-killed', runId, scenario: 'golden-path', purpose: 'watch' }])
  expect(history.run(runId)).toMatchObject({
    summary: { verdict: 'error', endedWallMs: null, reason: 'The monitor died before this run ended.' },
    report: null,
  })
}, 30_000)
