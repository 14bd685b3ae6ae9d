import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gateSchema } from '../src/model/gate/gate-report.ts'
import { runCommand } from './cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-gate-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const gate = ['gate', 'golden-path', '--rounds', '2', '--time-scale', '4']

test('a gate is the baseline of the next: open on the same twin, closed on a broken one, with a table for the pull request', async () => {
  const before = join(folder, 'before.json')
  const first = await runCommand([...gate, '--reporter', `json=${before}`])
  expect(first.code, first.stdout + first.stderr).toBe(0)
  const document = gateSchema.parse(JSON.parse(readFileSync(before, 'utf8')))
  expect(document).toMatchObject({ gate: 'open', baselineRuns: null, checks: [] })
  const [run] = document.report.runs
  expect(run).toMatchObject({ purpose: 'gate', wire: { closes: [{ code: 1000, scripted: true, count: 1 }] } })
  expect(run?.wire?.events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['agent_started', 'agent_completed']),
  )

  const page = join(folder, 'gate.md')
  const against = [...gate, '--baseline', before]
  const [again, after] = await Promise.all([
    runCommand([...against, '--reporter', 'json']),
    runCommand([...against, '--fault', 'accepted-then-closed-1011', '--reporter', `markdown=${page}`]),
  ])
  const same = gateSchema.parse(JSON.parse(again.stdout))
  expect(again.code, again.stdout).toBe(0)
  expect(same).toMatchObject({ gate: 'open', baselineRuns: 2 })
  expect(same.checks.filter(({ state }) => state === 'worse')).toEqual([])
  expect(same.checks.map(({ aspect }) => aspect)).toEqual(
    expect.arrayContaining(['verdicts', 'events', 'closes', 'latency']),
  )

  expect(after.code, after.stdout + after.stderr).toBe(1)
  const text = readFileSync(page, 'utf8')
  expect(text).toMatch(/^# Gate closed\n/)
  expect(text).toMatch(/\| \*\*worse\*\* \| `golden-path` \| verdicts \| `2 pass` \| `2 fail` \|/)
  expect(text).toMatch(/\| \*\*worse\*\* \| `golden-path` \| closes \|.*1011 by the server/)
})
