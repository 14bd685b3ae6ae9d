import { globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from '../src/config/load-scenarios.ts'
import { listFaults } from '../src/twin/fault-list.ts'
import { listVariants } from '../src/twin/variant-list.ts'
import { greenBreaches } from './green.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = globSync(['src/**/*.ts', 'scenarios/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts'], { cwd: root })
const testFiles = globSync('**/*.test.{ts,mts,js,mjs}', { cwd: root, exclude: ['node_modules/**'] })
/** What the two configurations of Vitest collect. */
const collected = ['src/**/*.test.ts', 'scenarios/**/*.test.ts', 'e2e/**/*.test.ts']

test('nothing in the code base could make a green that means nothing', () => {
  expect(sources.length).toBeGreaterThan(300)
  expect(sources.flatMap((file) => greenBreaches(file, read(file)))).toEqual([])
})

const inSource: readonly [string, string, string][] = [
  ['a stand-in for the target', 'export class MockSocket {}', 'has a stand-in: MockSocket'],
  ['a stand-in by another name', 'const fakeAnswer = 1', 'has a stand-in: fakeAnswer'],
  ['a bypass header', "const headers = { 'X-Test-Mode': '1' }", 'bypass header X-Test-Mode'],
  ['a bypass header in a template', 'const header = `x-e2e-test`', 'bypass header x-e2e-test'],
  ['the sign-in key elsewhere', "send('X-E2E-Bypass-Key')", 'bypass header X-E2E-Bypass-Key'],
  ['a default address', "const url = given ?? 'https://staging.example.com'", 'has an address of its own'],
  ['an exception that vanishes', 'try { work() } catch {}', 'swallows an exception'],
  ['a fact that no probe saw', "recorder.record({ kind: 'frame' })", 'records a fact that no probe saw'],
]
test.each(inSource)('%s is named', (_name, source, what) => {
  expect(greenBreaches('src/runner/x.ts', source)).toEqual([expect.stringContaining(what)])
})

const inTests: readonly [string, string, string][] = [
  ['a test without an assertion', "test('x', () => { console.log('PASS') })", 'without an assertion'],
  ['a table without an assertion', "test.each([1])('x', (n) => { use(n) })", 'without an assertion'],
  ['a skipped test', "test.skip('x', () => { expect(1).toBe(1) })", 'test.skip'],
  ['a test that is to be written', "test.todo('x')", 'test.todo'],
  ['a test that is meant to fail', "test.fails('x', () => { expect(1).toBe(2) })", 'test.fails'],
  ['a test that runs at times', "test.skipIf(slow)('x', () => { expect(1).toBe(1) })", 'test.skipIf'],
  ['a module in the place of ours', "import { vi } from 'vitest'", 'puts something in place'],
]
test.each(inTests)('%s is named', (_name, source, what) => {
  expect(greenBreaches('src/runner/x.test.ts', source)).toEqual([expect.stringContaining(what)])
})

test('a prompt that a server answers without an agent is named', () => {
  const breaches = greenBreaches('scenarios/x.ts', "ask({ text: 'This is a test of costs' })")
  expect(breaches).toEqual([expect.stringContaining('canned answer')])
})

test('assertions may stand in a function of the file', () => {
  const source = "function holds(n: number) {\n  expect(n).toBe(1)\n}\ntest('x', () => holds(1))\n"
  expect(greenBreaches('src/runner/x.test.ts', source)).toEqual([])
})

test('every test file parses and is collected', () => {
  expect(testFiles.length).toBeGreaterThan(80)
  const broken = testFiles.filter((file) => parseSync(file, read(file)).errors.length > 0)
  const stray = testFiles.filter((file) => !collected.some((glob) => matchesGlob(file, glob)))
  expect({ broken, stray }).toEqual({ broken: [], stray: [] })
  const configs = ['vitest.config.ts', 'vitest.verify.config.ts'].map(read).join('')
  for (const glob of collected) expect(configs).toContain(`'${glob}'`)
})

test('every scenario, fault and variant that is on file is loaded', async () => {
  const files = (folder: string) =>
    globSync(`${folder}/*.ts`, { cwd: root, exclude: ['**/*.test.ts'] }).map((file) =>
      file.slice(folder.length + 1, -'.ts'.length),
    )
  const scenarios = (await loadScenarios(ownScenarios)).map(({ id }) => id)
  const faults = (await listFaults()).map(({ name }) => name)
  const variants = (await listVariants()).map(({ name }) => name)
  expect(scenarios.toSorted()).toEqual(files('scenarios').toSorted())
  expect(faults.toSorted()).toEqual(files('src/twin/faults').toSorted())
  expect(variants.toSorted()).toEqual(files('src/twin/variants').toSorted())
  expect(variants.length).toBeGreaterThanOrEqual(12)
})

test('every file that docs/green.md relies on is there', () => {
  const cited = [...read('docs/green.md').matchAll(/`([\w./-]+\.(?:ts|json|mjs))`/g)].map(([, file = '']) => file)
  expect(cited.length).toBeGreaterThan(25)
  const present = new Set([...sources, ...globSync(['*.ts', '*.json', '.oxlintrc.json'], { cwd: root })])
  expect([...new Set(cited)].filter((file) => !present.has(file))).toEqual([])
})
