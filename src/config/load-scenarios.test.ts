import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadScenarios, ownScenarios } from './load-scenarios.ts'
import { UsageError } from './usage-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = {
  id: 'x',
  summary: 'Does x.',
  tags: ['core'],
  cron: '*/5 * * * *',
  users: { default: 1, min: 1, max: 1 },
  bystanders: 0,
  requests: { perRun: 1, perUser: 1 },
  promptsPerUser: 0,
  deadlineMs: 1_000,
  judges: ['evidence'],
  hunts: [],
}

let made = 0
function folderWith(text: string): string {
  const path = join(folder, `${made++}`)
  mkdirSync(path)
  writeFileSync(join(path, 'x.ts'), text)
  return path
}

function scenario(changes: Record<string, unknown>): string {
  return `export default { ...${JSON.stringify({ ...good, ...changes })}, async run() {} }`
}

test('our own scenarios are valid, frozen and the core ones are among them', async () => {
  const all = await loadScenarios(ownScenarios)
  expect(all.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['concurrent-users', 'cross-user-isolation', 'golden-path']),
  )
  expect(all.every((each) => Object.isFrozen(each))).toBe(true)
})

test('a scenario keeps its function', async () => {
  const [loaded] = await loadScenarios(folderWith(scenario({})))
  expect(typeof loaded?.run).toBe('function')
})

test.each([
  ['throws on import', `throw new Error('out of tea')`, 'out of tea'],
  ['exports nothing', 'export const y = 1', 'no default export'],
  ['is called otherwise than its file', scenario({ id: 'y' }), 'id: must be the name of the file, "x", got "y"'],
  ['has four cron fields', scenario({ cron: '* * * *' }), 'cron: must have five or six cron fields, got '],
  ['has seven cron fields', scenario({ cron: '* * * * * * *' }), 'cron: must have'],
  ['names no judge', scenario({ judges: [] }), 'judges: must name a judge'],
  ['names an unknown judge', scenario({ judges: ['jury'] }), 'judges[0]: '],
  ['hunts an unknown code', scenario({ hunts: ['no-such-code'] }), 'hunts[0]: '],
  ['has no user', scenario({ users: { default: 0, min: 0, max: 0 } }), 'users.default: '],
  ['has bounds in the wrong order', scenario({ users: { default: 3, min: 1, max: 2 } }), 'users: must hold min'],
  ['has an unknown key', scenario({ sumary: 'x' }), 'unknown key \'sumary\'; did you mean "summary"?'],
  ['cannot run', `export default ${JSON.stringify(good)}`, 'run: must be a function, got nothing'],
])('a scenario that %s is a usage error that names the file', async (_name, text, message) => {
  const path = folderWith(text)
  const error: unknown = await loadScenarios(path).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  expect(error).toMatchObject({ message: expect.stringContaining(message) })
  expect(error).toMatchObject({ message: expect.stringContaining(join(path, 'x.ts')) })
})

test('a folder that is missing or empty never counts as all is well', async () => {
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  await expect(loadScenarios(empty)).rejects.toThrow('There is no scenario')
  await expect(loadScenarios(join(folder, 'nowhere'))).rejects.toThrow('There is no folder')
})
