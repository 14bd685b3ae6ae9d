import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Drill, drillSchema } from '../src/model/drill.ts'
import { judgeNames } from '../src/model/judge-names.ts'
import { domains } from '../src/model/words.ts'
import { runCommand, startCommand } from './cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'drill-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function drillIn(stdout: string): Drill {
  return drillSchema.parse(JSON.parse(stdout))
}

/** Finds nothing by itself: it looks whether the other judges had anything to look at. */
const blamesNobody = ['evidence']
/** These look at scenarios of many sockets, or through a browser, which take too long for a short drill. */
const takesLong: readonly string[] = ['trend', 'scaling', 'controls', 'screen', 'skew']

test.concurrent('the short drill is perfect, touches every domain and lets every judge find something', async () => {
  const { code, stdout, stderr } = await runCommand(['drill', '--short', '--reporter', 'json'])
  const drill = drillIn(stdout)
  expect(code, stderr).toBe(0)
  expect(Object.keys(JSON.parse(stdout)).slice(0, 8)).toEqual([
    'schema',
    'faults',
    'caught',
    'named',
    'healthy',
    'falseAlarms',
    'durationMs',
    'rows',
  ])
  expect(drill).toMatchObject({ target: 'embedded', falseAlarms: 0, errors: 0, exitCode: 0 })
  expect([drill.caught, drill.named]).toEqual([drill.faults, drill.faults])
  const touched = new Set(drill.rows.map(({ domain }) => domain))
  expect(domains.filter((domain) => domain !== 'monitor' && !touched.has(domain))).toEqual([])
  const busy = new Set(drill.rows.flatMap(({ judges }) => judges))
  const idle = judgeNames.filter((name) => !busy.has(name) && !takesLong.includes(name))
  expect(idle).toEqual(blamesNobody)
  expect(stderr).toMatch(/drill: \d+ of \d+ runs, 0 not as expected/)
}, 120_000)

test.concurrent('one fault is drilled in all its scenarios, in every report that was asked for, and its evidence is kept', async () => {
  const markdown = join(folder, 'drill.md')
  const evidence = join(folder, 'evidence')
  const args = ['drill', '--fault', 'ws-route-missing', '--output', evidence, '--reporter', 'pretty']
  const { code, stdout } = await runCommand([...args, '--reporter', `markdown=${markdown}`])
  expect(code).toBe(0)
  expect(stdout).toContain('drill passed: 1 of 1 faults caught, 1 called by their name')
  expect(stdout).toContain('It says nothing about a real target.')
  expect(readdirSync(evidence)).toContain('ws-route-missing.golden-path.handshake.1.evidence.json')
})

test.concurrent('an interrupt ends a drill with what it has, exit 130', async () => {
  const command = startCommand(['drill', '--fault', 'agent-death-silent', '--reporter', 'json', '--time-scale', '1'])
  await command.says('drilling ')
  command.child.kill('SIGINT')
  const { code, stdout } = await command.ended
  expect(code).toBe(130)
  const { rows, exitCode } = drillIn(stdout)
  expect(exitCode).toBe(130)
  expect(rows.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'cancelled'))
})

test.concurrent.each([
  ['an unknown fault', ['--fault', 'agent-deth-silent'], 'Did you mean "agent-death-silent"?'],
  ['two documents on stdout', ['--reporter', 'json', '--reporter', 'markdown'], 'cannot share stdout'],
  ['a choice within the short choice', ['--short', '--fault', 'no-welcome-frame'], '--short makes its own choice'],
])('%s is a usage error', async (_name, flags, message) => {
  const { code, stdout, stderr } = await runCommand(['drill', ...flags])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
})
