import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type Drill, drillSchema } from '../src/model/drill.ts'
import { runCommand } from './cli-command.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** One line of the monitor, and what a test puts in its place. */
type Sabotage = { readonly file: string; readonly from: string; readonly to: string }

/** Breaks a module while it is being loaded, in every thread of the process: what is on file stays as it is. */
function sabotaged({ file, from, to }: Sabotage): Record<string, string> {
  const path = join(root, file)
  expect(readFileSync(path, 'utf8'), `${file} no longer holds what this test breaks`).toContain(from)
  const hooks = `import { registerHooks } from 'node:module'
    registerHooks({
      load(url, context, next) {
        const loaded = next(url, context)
        if (url !== ${JSON.stringify(pathToFileURL(path).href)}) return loaded
        return { ...loaded, source: String(loaded.source).replace(${JSON.stringify(from)}, () => ${JSON.stringify(to)}) }
      },
    })`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hooks)}` }
}

async function drill(flags: readonly string[], how?: Sabotage): Promise<{ code: number | null; drill: Drill }> {
  const args = ['drill', '--scenario', 'golden-path', ...flags, '--reporter', 'json']
  const { code, stdout, stderr } = await runCommand(args, how === undefined ? {} : sabotaged(how))
  expect(stdout, stderr).not.toBe('')
  return { code, drill: drillSchema.parse(JSON.parse(stdout)) }
}

describe.concurrent('the drill', () => {
  test('an untouched monitor passes the drill', async () => {
    expect((await drill(['--fault', 'events-out-of-order'])).code).toBe(0)
  })

  test('a fault that expects another name fails the drill', async () => {
    const how = {
      file: 'src/twin/faults/ws-route-missing.ts',
      from: "codes: ['ws-route-missing']",
      to: "codes: ['cloud-armor-403']",
    }
    const { code, drill: result } = await drill(['--fault', 'ws-route-missing'], how)
    expect(code).toBe(1)
    expect(result).toMatchObject({ faults: 1, caught: 1, named: 0 })
    expect(result.rows[0]).toMatchObject({
      outcome: 'misnamed',
      got: { verdict: 'fail', headline: 'ws-route-missing' },
    })
  })

  test('a judge that no longer looks fails the drill', async () => {
    const how = { file: 'src/judges/answer.ts', from: 'symptoms: answered.flatMap(', to: 'symptoms: [].flatMap(' }
    const { code, drill: result } = await drill(['--fault', 'empty-or-trivial-answer'], how)
    expect(code).toBe(1)
    expect(result).toMatchObject({ faults: 1, caught: 0, named: 0, rows: [{ outcome: 'missed' }] })
  })

  test('a judge that sees too much fails the drill', async () => {
    const how = { file: 'src/judges/answer.ts', from: 'if (areBurst(events))', to: 'if (!areBurst(events))' }
    const { code, drill: result } = await drill(['--variant', 'dialect-handshake'], how)
    expect(code).toBe(1)
    expect(result).toMatchObject({ healthy: 1, falseAlarms: 1, rows: [{ outcome: 'false-alarm' }] })
  })

  test('a judge that throws is an error of ours, and no catch', async () => {
    const how = {
      file: 'src/judges/answer.ts',
      from: 'const answered = ',
      to: "if (view) throw new Error('sabotage')\n  const answered = ",
    }
    const { code, drill: result } = await drill(['--fault', 'empty-or-trivial-answer'], how)
    expect(code).toBe(1)
    expect(result).toMatchObject({ caught: 0, errors: 1, rows: [{ outcome: 'error' }] })
  })

  test('a fault whose only hunter does not exist is not caught', async () => {
    const how = {
      file: 'src/twin/faults/ws-route-missing.ts',
      from: "hunts: ['golden-path']",
      to: "hunts: ['golden-pass']",
    }
    const { code, drill: result } = await drill(['--fault', 'ws-route-missing'], how)
    expect(code).toBe(1)
    expect(result).toMatchObject({ faults: 1, caught: 0, named: 0, errors: 1 })
    expect(result.rows.map(({ scenario, outcome }) => [scenario, outcome])).toEqual([
      ['golden-path', 'caught'],
      ['golden-pass', 'error'],
    ])
  })
})
