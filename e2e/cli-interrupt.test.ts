import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evidenceSchema } from '../src/model/evidence-file.ts'
import { reportSchema } from '../src/model/report.ts'
import { runCommand, startCommand } from './cli-command.ts'

const cancelled = { verdict: 'cancelled' }

/** The close codes that were seen in the one evidence file of a folder, and how many sockets had opened. */
function closesIn(folder: string): { opened: number; codes: number[] } {
  const [name = '', ...others] = readdirSync(folder)
  expect(others).toEqual([])
  const { facts } = evidenceSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
  const opened = facts.filter((fact) => fact.kind === 'upgrade' && fact.status === 101).length
  return { opened, codes: facts.flatMap((fact) => (fact.kind === 'close' ? [fact.code] : [])) }
}

test.concurrent.each(['SIGINT', 'SIGTERM'] as const)(
  'after %s sockets are closed, what was seen is reported, exit 130',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'cli-interrupt-'))
    try {
      const scenarios = ['concurrent-users', 'golden-path']
      const flags = ['--fault', 'agent-death-silent', '--reporter', 'json', '--output', folder]
      const command = startCommand(['run', ...scenarios, ...flags])
      await command.says('user-5 connect passed')
      // A terminal and npm both pass one keystroke on.
      command.child.kill(signal)
      command.child.kill(signal)
      const { code, stdout, stderr } = await command.ended
      expect(code, stderr).toBe(130)
      const report = reportSchema.parse(JSON.parse(stdout))
      expect(report).toMatchObject({ exitCode: 130, ...cancelled, runs: [cancelled, cancelled] })
      const connected = report.runs[0]?.steps.filter(
        ({ name, state }) => name.startsWith('connect') && state === 'passed',
      )
      const closes = closesIn(folder)
      expect(closes.opened).toBeGreaterThanOrEqual(connected?.length ?? 1)
      expect(closes.codes).toEqual(Array.from({ length: closes.opened }, () => 1000))
      expect(report.runs[1]).toMatchObject({ steps: [], reason: expect.stringContaining('Interrupted') })
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

/** Interrupts its process when the launcher asks for the compile cache: nothing of ours is loaded by then. */
const atOnce = `import module from 'node:module'
const enable = module.enableCompileCache
module.enableCompileCache = () => {
  process.kill(process.pid, 'SIGINT')
  return enable()
}`
const interruptedAtOnce = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(atOnce)}` }

test.concurrent.each([
  ['run', ['run', 'golden-path'], { verdict: 'cancelled', exitCode: 130, runs: [{ verdict: 'cancelled', steps: [] }] }],
  ['gate', ['gate', 'golden-path', '--rounds', '1'], { gate: 'closed', exitCode: 130 }],
])(
  'an interrupt while the code is still being loaded is reported by %s all the same',
  async (_name, args, expected) => {
    const { code, stdout } = await runCommand([...args, '--reporter', 'json'], interruptedAtOnce)
    expect(code).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject(expected)
  },
)

test.concurrent('a command that answers no interrupt ends as interrupted', async () => {
  const { code } = await runCommand(['list'], interruptedAtOnce)
  expect(code).toBe(130)
})
