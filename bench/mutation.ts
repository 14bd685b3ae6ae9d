import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { drillSchema } from '../src/model/drill.ts'
import { planMutants } from './mutation/plan.ts'
import { createPool } from './mutation/pool.ts'
import { summary, type TriedMutant } from './mutation/summary.ts'
import { createTypeWitness, type TypeWitness } from './mutation/type-witness.ts'

/**
 * Breaks the judges and the diagnosis, one small thing at a time, and looks who notices: first the drill, by judging its
 * kept evidence again, then the judges' unit tests, and of what is left the type checker. `node bench/mutation.ts [--drill folder] [--file part] [--report file]`
 */
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const { values } = parseArgs({
  options: { drill: { type: 'string' }, file: { type: 'string' }, report: { type: 'string' } },
})

/** The drill whose evidence is judged again: one that was kept before, or a new one. */
function drillFolder(): string {
  if (values.drill !== undefined) return values.drill
  const folder = mkdtempSync(join(tmpdir(), 'mutation-'))
  const args = ['drill', '--output', folder, '--reporter', `json=${join(folder, 'drill.json')}`, '--reporter', 'pretty']
  const { status } = spawnSync(process.execPath, [join(root, 'bin/golden-path.mjs'), ...args], { stdio: 'inherit' })
  if (status !== 0) process.stderr.write('The drill is not perfect: what it misses already cannot fall.\n')
  return folder
}

/** Asks the type checker about what no run noticed. */
async function withTypes(run: readonly TriedMutant[], types: TypeWitness): Promise<TriedMutant[]> {
  const tried: TriedMutant[] = []
  for (const mutant of run) {
    const isLeft = mutant.kind === 'matrix' || mutant.kind === 'nobody'
    const isNoticed = isLeft && (await types.notices({ file: mutant.file, source: plan.broken(mutant.id) }))
    tried.push(isNoticed ? { ...mutant, kind: 'types', by: 'tsc' } : mutant)
  }
  return tried
}

// Before anything that takes long: it throws when there is nothing to rely on.
using types = await createTypeWitness(root)
const { rows } = drillSchema.parse(JSON.parse(readFileSync(join(drillFolder(), 'drill.json'), 'utf8')))
const isProduct = (file: string) => !/\.(test|builder|arbitrary)\.ts$/.test(file)
const files = globSync('src/judges/**/*.ts', { cwd: root }).filter(isProduct).toSorted()
// Properties take seconds each: too long to be asked for every mutant.
const tests = globSync('src/judges/**/*.test.ts', { cwd: root, exclude: ['**/*.property.test.ts'] })
const startedS = process.uptime()
const plan = planMutants(root, files)
const pool = createPool(availableParallelism(), {
  room: pathToFileURL(join(root, 'src/judges/')).href,
  telling: plan.telling,
  switchable: plan.switchable,
  tests: tests.toSorted().map((file) => join(root, file)),
  rows,
})
const say = (text: string) => process.stderr.write(`mutation: ${text}\n`)
say(`${plan.mutants.length} mutants of ${files.length} files; looking who reaches what`)
const survey = await pool.survey()
for (const file of survey.red) say(`${file} fails without any mutant and is left out`)
for (const name of survey.wrong) say(`${name} comes out wrong without any mutant`)
const wanted = new Set(plan.mutants.filter(({ file }) => file.includes(values.file ?? '')).map(({ id }) => id))
const tasks = plan.tasks(survey).filter(({ id }) => wanted.has(id))
say(`trying ${tasks.length}, ${tasks.filter(({ own }) => own !== null).length} of them in modules of their own`)
const found = await pool.tryAll(tasks, (done) => {
  if (done % 100 === 0) say(`${done} of ${tasks.length}`)
})
const run = plan.mutants.flatMap((mutant): TriedMutant[] => {
  const result = found.get(mutant.id)
  return result === undefined ? [] : [{ ...mutant, kind: result.kind, by: result.by.replace(`${root}/`, '') }]
})
const left = run.filter(({ kind }) => kind === 'matrix' || kind === 'nobody').length
say(`asking the type checker about ${left} that no run noticed`)
const tried = await withTypes(run, types)
process.stdout.write(summary(tried, process.uptime() - startedS))
if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(tried, null, 2)}\n`)
