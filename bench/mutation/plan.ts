import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Mutation, mutate, mutationsOf } from './operators.ts'
import { type Numbered, switchable, telling } from './sites.ts'
import type { Setup, Survey, Task } from './tasks.ts'

/** A mutant in words. */
export type Mutant = {
  readonly id: number
  readonly file: string
  readonly line: number
  readonly operator: Mutation['operator']
  readonly from: string
  readonly to: string
}

/** All mutants of a set of files. */
export type Plan = Pick<Setup, 'telling' | 'switchable'> & {
  readonly mutants: readonly Mutant[]
  /** What each mutant has to meet, as far as a survey could see who reaches its place. */
  tasks(survey: Survey): readonly Task[]
  /** The source of a mutant's file with the mutant in it. */
  broken(id: number): string
}

type Source = {
  readonly file: string
  readonly path: string
  readonly text: string
  readonly numbered: readonly Numbered[]
}

/** Plans every mutant of `files`, which are relative to `root`. */
export function planMutants(root: string, files: readonly string[]): Plan {
  const sources: Source[] = []
  let lastId = -1
  for (const file of files) {
    const path = join(root, file)
    const text = readFileSync(path, 'utf8')
    const numbered = mutationsOf(file, text).map((mutation) => ({ id: ++lastId, mutation }))
    sources.push({ file, path, text, numbered })
  }
  return {
    mutants: sources.flatMap((source) => source.numbered.map((each) => inWords(source, each))),
    telling: sources.map(({ path, text, numbered }) => [path, telling(text, numbered)]),
    switchable: sources.map(({ path, text, numbered }) => [path, switchable(text, numbered)]),
    tasks: (survey) => tasksOf(sources, survey),
    broken: (id) => brokenBy(sources, id),
  }
}

function brokenBy(sources: readonly Source[], id: number): string {
  for (const { text, numbered } of sources) {
    const found = numbered.find((each) => each.id === id)
    if (found !== undefined) return mutate(text, found.mutation)
  }
  throw new Error(`There is no mutant ${id}.`)
}

function inWords({ file, text }: Source, { id, mutation }: Numbered): Mutant {
  const { start, end, replacement, operator } = mutation
  return {
    id,
    file,
    line: text.slice(0, start).split('\n').length,
    operator,
    from: text.slice(start, end),
    to: replacement,
  }
}

/** Runs of the same fault mostly see the same, so a mutant meets this many at most, of as many subjects as there are. */
const MOST_CASES = 180
/** Modules of a mutant's own run cold, which makes each run cost four times as much. */
const MOST_OWN_CASES = 140

function tasksOf(sources: readonly Source[], survey: Survey): readonly Task[] {
  const always = new Set(survey.always)
  const casesOf = invert(survey.byCase.map((sites, index) => [index, sites]))
  const testsOf = invert(survey.byTest.filter(([test]) => !survey.red.includes(test)))
  const everyCase = survey.byCase.map((_, index) => index)
  const green = survey.byTest.map(([test]) => test).filter((test) => !survey.red.includes(test))
  return sources.flatMap(({ path, text, numbered }) => {
    const ids = numbered.map(({ id }) => id)
    // What is read when the module is loaded was read before any test began. It matters to whoever uses anything of the
    // file, and to the tests beside it, which reach no place of a file that holds nothing but a list.
    const beside = green.filter((test) => dirname(test) === dirname(path))
    const users = [...new Set([...ids.flatMap((id) => testsOf.get(id) ?? []), ...beside])]
    return numbered.map(({ id, mutation }) => {
      const isOwn = always.has(id)
      const reached = isOwn ? everyCase : (casesOf.get(id) ?? [])
      return {
        id,
        own: isOwn ? { file: path, source: mutate(text, mutation) } : null,
        cases: spread(reached, survey.subjects).slice(0, isOwn ? MOST_OWN_CASES : MOST_CASES),
        tests: nearestFirst(path, isOwn ? users : (testsOf.get(id) ?? [])),
      }
    })
  })
}

/** The first run of each subject, then the second of each, and so on. */
function spread(cases: readonly number[], subjects: readonly string[]): readonly number[] {
  const counts = new Map<string, number>()
  const ranked = cases.map((index) => {
    const subject = subjects[index] ?? ''
    const rank = counts.get(subject) ?? 0
    counts.set(subject, rank + 1)
    return { index, rank }
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ index }) => index)
}

function invert<Key>(lists: readonly (readonly [Key, readonly number[]])[]): ReadonlyMap<number, Key[]> {
  const found = new Map<number, Key[]>()
  for (const [key, sites] of lists) {
    for (const site of sites) {
      const known = found.get(site)
      if (known === undefined) found.set(site, [key])
      else known.push(key)
    }
  }
  return found
}

/** The test beside the file knows it best. */
function nearestFirst(path: string, tests: readonly string[]): readonly string[] {
  const own = basename(path).replace(/\.ts$/, '.test.ts')
  return tests.toSorted((a, b) => Number(basename(b) === own) - Number(basename(a) === own))
}
