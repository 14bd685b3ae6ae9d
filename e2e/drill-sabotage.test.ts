import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Drill, drillSchema } from '../src/model/drill.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
let copy = ''

/** Each test breaks a copy of the monitor, never the monitor. */
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'sabotage-'))
  for (const part of ['src', 'scenarios', 'bin', 'package.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterEach(() => rmSync(copy, { recursive: true }))

function sabotage(file: string, from: string, to: string): void {
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  expect(source, `${file} no longer holds what this test breaks`).toContain(from)
  writeFileSync(path, source.replace(from, to))
}

function drill(...flags: string[]): { code: number | null; drill: Drill } {
  const args = [join(copy, 'bin/golden-path.mjs'), 'drill', '--scenario', 'golden-path', ...flags, '--reporter', 'json']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
  expect(stdout, stderr).not.toBe('')
  return { code: status, drill: drillSchema.parse(JSON.parse(stdout)) }
}

test('an untouched copy passes the drill', () => {
  expect(drill('--fault', 'events-out-of-order').code).toBe(0)
})

test('a fault that expects another name fails the drill', () => {
  sabotage('src/twin/faults/ws-route-missing.ts', "codes: ['ws-route-missing']", "codes: ['cloud-armor-403']")
  const { code, drill: result } = drill('--fault', 'ws-route-missing')
  expect(code).toBe(1)
  expect(result).toMatchObject({ faults: 1, caught: 1, named: 0 })
  expect(result.rows[0]).toMatchObject({ outcome: 'misnamed', got: { verdict: 'fail', headline: 'ws-route-missing' } })
})

test('a judge that no longer looks fails the drill', () => {
  sabotage('src/judges/answer.ts', 'symptoms: answered.flatMap(', 'symptoms: [].flatMap(')
  const { code, drill: result } = drill('--fault', 'empty-or-trivial-answer')
  expect(code).toBe(1)
  expect(result).toMatchObject({ faults: 1, caught: 0, named: 0, rows: [{ outcome: 'missed' }] })
})

test('a judge that sees too much fails the drill', () => {
  sabotage('src/judges/answer.ts', 'if (areBurst(events))', 'if (!areBurst(events))')
  const { code, drill: result } = drill('--variant', 'dialect-handshake')
  expect(code).toBe(1)
  expect(result).toMatchObject({ healthy: 1, falseAlarms: 1, rows: [{ outcome: 'false-alarm' }] })
})

test('a judge that throws is an error of ours, and no catch', () => {
  sabotage('src/judges/answer.ts', 'const answered = ', "if (view) throw new Error('sabotage')\n  const answered = ")
  const { code, drill: result } = drill('--fault', 'empty-or-trivial-answer')
  expect(code).toBe(1)
  expect(result).toMatchObject({ caught: 0, errors: 1, rows: [{ outcome: 'error' }] })
})

test('a fault whose only hunter does not exist is not caught', () => {
  sabotage('src/twin/faults/ws-route-missing.ts', "hunts: ['golden-path']", "hunts: ['golden-pass']")
  const { code, drill: result } = drill('--fault', 'ws-route-missing')
  expect(code).toBe(1)
  expect(result).toMatchObject({ faults: 1, caught: 0, named: 0, errors: 1 })
  expect(result.rows.map(({ scenario, outcome }) => [scenario, outcome])).toEqual([
    ['golden-path', 'caught'],
    ['golden-pass', 'error'],
  ])
})
