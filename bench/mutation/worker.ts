import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { DrillRow } from '../../src/model/drill.ts'
import { type Case, type Judge, opinionOf, readCases } from './oracle.ts'
import { type Test, takeTests } from './small-runner.ts'
import type { Question, Setup, Survey, Task, Tried } from './tasks.ts'
import { serveCopies } from './variant-modules.ts'

const setup: Setup & { readonly rows: readonly DrillRow[] } = workerData
const copies = serveCopies({ room: setup.room, vitest: new URL('./small-runner.ts', import.meta.url).href })
const cases = readCases(setup.rows)
const seen = new Set<number>()
Object.assign(globalThis, { __mutant: -1, __see: (site: number) => seen.add(site) })
copies.set('telling', new Map(setup.telling))
copies.set('switchable', new Map(setup.switchable))

async function judgeOf(copy: string): Promise<Judge> {
  const { judgeEvidence } = await import(`${setup.room}judge.ts?copy=${copy}`)
  return judgeEvidence
}

async function testsOf(copy: string, file: string): Promise<readonly Test[]> {
  takeTests()
  await import(`${pathToFileURL(file).href}?copy=${copy}`)
  return takeTests()
}

/** Runs the tests of a file; the first failure ends it. */
async function fails(tests: () => Promise<readonly Test[]>): Promise<boolean> {
  try {
    for (const test of await tests()) await test()
    return false
  } catch {
    return true
  }
}

const original = await judgeOf('original')
const warm = await judgeOf('switchable')
const warmTests = new Map<string, Promise<readonly Test[]>>()
const loadWarm = (file: string) => {
  const known = warmTests.get(file) ?? testsOf('switchable', file)
  warmTests.set(file, known)
  return known
}
// Collecting is not reentrant, so everything is loaded before anything is tried.
for (const file of setup.tests) await loadWarm(file).catch(() => [])

const baselines = new Map<number, string>()
function baseline(index: number, each: Case): string {
  const known = baselines.get(index) ?? opinionOf(each, original).text
  baselines.set(index, known)
  return known
}

function nameOf({ row }: Case): string {
  return `${row.name} in ${row.scenario} (${row.dialect})`
}

/** Who notices a mutant that `judge` has and `tests` are made with. */
async function whoNotices(
  { id, cases: reached, tests }: Task,
  judge: Judge,
  load: (file: string) => Promise<readonly Test[]>,
): Promise<Tried> {
  let isSeen = false
  for (const index of reached) {
    const each = cases[index]
    if (each === undefined) continue
    const opinion = opinionOf(each, judge)
    if (!opinion.isRight) return { id, kind: 'drill', by: nameOf(each) }
    isSeen ||= opinion.text !== baseline(index, each)
  }
  for (const test of tests) if (await fails(() => load(test))) return { id, kind: 'test', by: test }
  return { id, kind: isSeen ? 'matrix' : 'nobody', by: '' }
}

async function tryMutant(task: Task): Promise<Tried> {
  const { id, own } = task
  if (own === null) {
    Object.assign(globalThis, { __mutant: id })
    const tried = await whoNotices(task, warm, loadWarm)
    Object.assign(globalThis, { __mutant: -1 })
    return tried
  }
  const copy = `m${id}`
  copies.set(copy, new Map([[own.file, own.source]]))
  const judge = await judgeOf(copy).catch(() => null)
  if (judge === null) return { id, kind: 'drill', by: 'it cannot be loaded' }
  const tried = await whoNotices(task, judge, (file) => testsOf(copy, file))
  copies.forget(copy)
  return tried
}

/** Finds out which places each run and each test file reaches, so that a mutant meets only those. */
async function survey(): Promise<Survey> {
  const judge = await judgeOf('telling')
  // Not every module of the room is one that judging loads.
  for (const [file] of setup.telling) await import(`${pathToFileURL(file).href}?copy=telling`)
  const always = [...seen]
  const during = async (work: () => unknown) => {
    seen.clear()
    await work()
    return [...seen]
  }
  const byCase: number[][] = []
  for (const each of cases) byCase.push(await during(() => opinionOf(each, judge)))
  const byTest: [string, number[]][] = []
  const red: string[] = []
  for (const file of setup.tests) {
    const sites = await during(async () => {
      if (await fails(() => testsOf('telling', file))) red.push(file)
    })
    if (await fails(() => loadWarm(file))) red.push(file)
    byTest.push([file, sites])
  }
  const wrong = cases.filter((each) => !opinionOf(each, original).isRight || !opinionOf(each, warm).isRight)
  const subjects = cases.map(({ row }) => row.name)
  return { kind: 'survey', always, byCase, subjects, byTest, red: [...new Set(red)], wrong: wrong.map(nameOf) }
}

parentPort?.on('message', (question: Question) => {
  const answer = question === null ? survey() : tryMutant(question)
  void answer.then((found) => parentPort?.postMessage(found))
})
