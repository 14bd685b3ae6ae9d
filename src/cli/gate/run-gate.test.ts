import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aReport, aRun } from '../../reporters/report.builder.ts'
import { main } from '../main.ts'
import { aTerminal } from '../terminal.builder.ts'

const folder = mkdtempSync(join(tmpdir(), 'gate-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, value: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

test.each([
  ['that is not there', '/nowhere.json', 'The baseline cannot be read'],
  ['that is not JSON', file('half.json', '{"schema":'), 'The baseline cannot be read'],
  ['that is something else', file('other.json', { a: 1 }), 'is no report of this monitor'],
  [
    'of another target',
    file('staging.json', aReport()),
    'The baseline is of staging (remote), the gate of twin (embedded).',
  ],
  [
    'of other scenarios',
    file(
      'scenarios.json',
      aReport({ targetKind: 'embedded', runs: [aRun({ target: 'twin', scenario: 'two-messages' })] }),
    ),
    'The baseline has no run of golden-path.',
  ],
])('a baseline %s exits 2 before anything is run', async (_name, baseline, message) => {
  const terminal = aTerminal()
  expect(await main(['gate', 'golden-path', '--baseline', baseline], terminal)).toBe(2)
  expect(terminal.err.text).toContain(message)
  expect(terminal.out.text).toBe('')
})

test('the help says what the exit codes mean and has examples', async () => {
  const terminal = aTerminal()
  expect(await main(['gate', '--help'], terminal)).toBe(0)
  expect(terminal.out.text).toContain('0 open, 1 closed')
  expect(terminal.out.text).toContain('--baseline before.json')
  expect(terminal.out.text).toMatch(/--rounds <n>.*\n?.*default: 5/)
})
