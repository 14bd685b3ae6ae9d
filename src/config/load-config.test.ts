import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dataDir } from './data-dir.ts'
import { loadConfig, scenariosFolder } from './load-config.ts'
import { ownScenarios } from './load-scenarios.ts'
import { UsageError } from './usage-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(folder, { recursive: true }))

let made = 0
function folderWith(text: string): string {
  const path = join(folder, `${made++}`)
  mkdirSync(path)
  writeFileSync(join(path, 'golden-path.config.ts'), text)
  return path
}

const target = `{ urls: { auth: 'https://a.example', api: 'https://b.example', ws: 'wss://b.example/ws' }, signIn: { way: 'e2e' } }`

test('without a file the defaults hold', async () => {
  const loaded = await loadConfig(folder, null)
  expect(loaded).toMatchObject({ config: { defaultTarget: 'twin', targets: {} }, file: null, folder })
  expect(scenariosFolder(loaded)).toBe(ownScenarios)
})

test('a file fills in what it leaves out', async () => {
  const cwd = folderWith(`export default { targets: { mine: ${target} }, scenarios: 'mine' }`)
  const loaded = await loadConfig(cwd, null)
  expect(loaded.config.targets.mine).toMatchObject({ policy: 'observed', thresholds: { settleMs: 10_000 } })
  expect(scenariosFolder(loaded)).toBe(join(cwd, 'mine'))
})

test('a file may lie anywhere, and its paths start from where it lies', async () => {
  const cwd = folderWith(`export default { dataDir: 'data' }`)
  const loaded = await loadConfig(folder, join(cwd, 'golden-path.config.ts'))
  expect(dataDir(folder, {}, loaded)).toBe(join(cwd, 'data'))
})

test('the data folder is that of the variable, else the user’s state folder', async () => {
  const loaded = await loadConfig(folder, null)
  expect(dataDir('/here', { GOLDEN_PATH_DATA_DIR: 'data' }, loaded)).toBe('/here/data')
  expect(dataDir('/here', { XDG_STATE_HOME: '/state' }, loaded)).toBe('/state/golden-path')
})

test.each([
  ['throws', `throw new Error('out of tea')`, 'out of tea'],
  ['is no TypeScript', 'export default {', 'cannot be loaded'],
  ['exports nothing', 'export const x = 1', 'has no default export'],
  ['exports a number', 'export default 7', 'the top level: Invalid input: expected object'],
  [
    'has an unknown key',
    'export default { tragets: {} }',
    'the top level: unknown key \'tragets\'; did you mean "targets"?',
  ],
  [
    'has an unknown key far down',
    `export default { targets: { mine: { ...${target}, thresholds: { signIn: { warnMS: 5 } } } } }`,
    'targets.mine.thresholds.signIn: unknown key \'warnMS\'; did you mean "warnMs"?',
  ],
  [
    'has an unknown key in one of several shapes',
    `export default { targets: { mine: { ...${target}, signIn: { way: 'e2e', keyVariabel: 'X' } } } }`,
    'targets.mine.signIn: unknown key \'keyVariabel\'; did you mean "keyVariable"?',
  ],
  ['has a wrong word', `export default { targets: { mine: { ...${target}, policy: 'strickt' } } }`, `got 'strickt'`],
  ['leaves something out', `export default { targets: { mine: { signIn: { way: 'e2e' } } } }`, 'targets.mine.urls: '],
  ['redefines the twin', `export default { targets: { twin: ${target} } }`, 'targets.twin: "twin" is built in'],
  [
    'has a name with a space',
    `export default { targets: { 'a b': ${target} } }`,
    'a target name is lower-case letters',
  ],
  [
    'has limits in the wrong order',
    `export default { targets: { mine: { ...${target}, thresholds: { signIn: { warnMs: 9, failMs: 5 } } } } }`,
    'targets.mine.thresholds.signIn: warnMs must not be above failMs',
  ],
])('a file that %s is a usage error that names file and key', async (_name, text, message) => {
  const cwd = folderWith(text)
  const error: unknown = await loadConfig(cwd, null).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  expect(error).toMatchObject({ message: expect.stringContaining(message) })
  expect(error).toMatchObject({ message: expect.stringContaining(join(cwd, 'golden-path.config.ts')) })
})

test('a file that was named must be there', async () => {
  await expect(loadConfig(folder, 'nowhere.ts')).rejects.toThrow(
    `There is no configuration file at ${join(folder, 'nowhere.ts')}`,
  )
})
