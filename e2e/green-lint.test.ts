import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'green-lint-'))
  const options = { extends: join(root, 'tsconfig.json'), include: ['*.ts'], compilerOptions: { types: [] } }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What the project's own lint for promises says of a file. */
function lint(source: string): { code: number | null; text: string } {
  writeFileSync(join(folder, 'seed.ts'), source)
  const args = ['--type-aware', '--deny-warnings', '-c', '.oxlintrc.json', 'seed.ts']
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/oxlint'), args, {
    cwd: folder,
    encoding: 'utf8',
  })
  return { code: status, text: stdout + stderr }
}

const work = 'async function work(): Promise<number> {\n  return 1\n}\n'

test.each([
  ['a promise that nobody waits for', `${work}export function start(): void {\n  work()\n}\n`, 'no-floating-promises'],
  [
    'a promise taken for a truth',
    `${work}export function start(): string {\n  return work() ? 'PASS' : 'FAIL'\n}\n`,
    'no-misused-promises',
  ],
  [
    'an await of what is no promise',
    'export async function start(): Promise<number> {\n  return await 1\n}\n',
    'await-thenable',
  ],
])('%s is an error', (_name, source, rule) => {
  const { code, text } = lint(source)
  expect(text).toContain(rule)
  expect(code).not.toBe(0)
})

test('what is awaited is fine', () => {
  expect(lint(`${work}export async function start(): Promise<number> {\n  return await work()\n}\n`)).toMatchObject({
    code: 0,
  })
})
