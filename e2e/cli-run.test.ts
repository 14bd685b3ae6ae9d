import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evidenceSchema } from '../src/model/evidence-file.ts'
import { reportIn, runCommand } from './cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-run-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const quick = ['--time-scale', '2']

test.concurrent('the golden path of the twin passes, says that it is a demo, and can be replayed to the same verdict', async () => {
  const output = join(folder, 'evidence')
  const ended = await runCommand(['run', 'golden-path', ...quick, '--reporter', 'json', '--output', output])
  const report = reportIn(ended)
  expect(ended.code, ended.stderr).toBe(0)
  expect(report).toMatchObject({
    exitCode: 0,
    targetKind: 'embedded',
    runs: [{ scenario: 'golden-path', target: 'twin' }],
  })
  expect(ended.stderr).toContain('golden-path: user-1 sign-in passed after ')

  const [name = ''] = readdirSync(output)
  const file = join(output, name)
  expect(report.runs[0]?.evidenceFile).toBe(file)
  expect(name).toBe(`${report.runs[0]?.runId}.evidence.json`)
  expect(evidenceSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success).toBe(true)

  const again = await runCommand(['replay', file, '--reporter', 'json'])
  expect(again.code).toBe(0)
  expect(again.stderr).toBe('')
  expect(reportIn(again)).toEqual(report)
})

test.concurrent('a fault of the twin fails under its name, in every report that was asked for', async () => {
  const junit = join(folder, 'deep', 'report.xml')
  const reporters = ['--reporter', 'pretty', '--reporter', 'json', '--reporter', `junit=${junit}`]
  const ended = await runCommand(['run', 'golden-path', ...quick, '--fault', 'ws-route-missing', ...reporters])
  expect(ended.code, ended.stderr).toBe(1)
  const report = reportIn(ended)
  expect(report.runs[0]).toMatchObject({ verdict: 'fail', phase: 'handshake' })
  expect(report.runs[0]?.findings.map((finding) => finding.code)).toContain('ws-route-missing')
  expect(ended.stderr).toContain('explain ws-route-missing')
  expect(readFileSync(junit, 'utf8')).toContain('ws-route-missing')
})

test.concurrent('rounds run one after the other, each under a seed of its own', async () => {
  const args = [
    'run',
    'golden-path',
    ...quick,
    '--fault',
    'auth-login-5xx',
    '--rounds',
    '2',
    '--seed',
    'abc',
    '--reporter',
    'json',
  ]
  const ended = await runCommand(args)
  expect(ended.code).toBe(1)
  expect(reportIn(ended).runs.map(({ seed, verdict }) => ({ seed, verdict }))).toEqual([
    { seed: 'abc/1', verdict: 'fail' },
    { seed: 'abc/2', verdict: 'fail' },
  ])
})

test.concurrent('a command that runs out of time reports what it saw and what it did not do, and exits 4: nobody interrupted it', async () => {
  const args = ['run', 'golden-path', '--rounds', '20', ...quick, '--timeout', '2', '--reporter', 'json']
  const ended = await runCommand(args)
  const report = reportIn(ended)
  expect(report.runs).toHaveLength(20)
  expect(report.runs.at(-1)).toMatchObject({
    verdict: 'inconclusive',
    cause: 'caller_deadline',
    reason: 'The run did not begin: the time limit (--timeout) of 2 s ran out.',
  })
  expect(report.runs.map(({ cause, findings }) => ({ cause, findings }))).toContainEqual({
    cause: 'caller_deadline',
    findings: [],
  })
  expect(ended.code).toBe(4)
  expect(report.exitCode).toBe(4)
})

test.concurrent('evidence that is none is told apart by what is wrong with it', async () => {
  const { code, stderr, stdout } = await runCommand(['replay', join(import.meta.dirname, '../package.json')])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('package.json is not evidence (schema golden-path/evidence@1):')
  expect(stderr).toContain("the top level: unknown key 'name'")
})
