import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../main.ts'
import { aTerminal } from '../terminal.builder.ts'

const folder = mkdtempSync(join(tmpdir(), 'serve-refusals-'))
// The command loads its code when it runs; that time is nobody's deadline here.
beforeAll(() => import('./serve-monitor.ts'), 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

const canary = 'sesame-4711'
const key = { E2E_OAUTH_SIMULATION_KEY: canary }

test.each<[string, string[], Record<string, string>, string]>([
  ['a demo where a target is required', [], { GOLDEN_PATH_REQUIRE_TARGET: '1' }, 'GOLDEN_PATH_REQUIRE_TARGET is set'],
  ['a real LLM that nobody allowed', ['--target', 'staging'], key, 'Allow it with realLlm: true'],
  ['a target without its key', ['--target', 'staging'], {}, 'needs E2E_OAUTH_SIMULATION_KEY'],
  ['faults for a real target', ['--target', 'staging', '--fault', 'llm-slow'], key, '--fault shape the twin'],
  ['a faster life for a real target', ['--target', 'staging', '--time-scale', '2'], key, 'for the twin only'],
  ['an address that is none', ['--listen', 'localhost'], {}, '--listen must be host:port'],
  ['a port out of range', ['--listen', '127.0.0.1:70000'], {}, '--listen must be host:port'],
  ['two tokens', [], { GOLDEN_PATH_TOKEN: canary, GOLDEN_PATH_TOKEN_FILE: '/x' }, 'Both GOLDEN_PATH_TOKEN and'],
  [
    'a token file that is not there',
    [],
    { GOLDEN_PATH_TOKEN_FILE: '/nowhere/token' },
    'GOLDEN_PATH_TOKEN_FILE cannot be read',
  ],
  ['a heartbeat to nowhere', [], { GOLDEN_PATH_HEARTBEAT_URL: `ftp://${canary}` }, 'no address of the web'],
  ['a token on the command line', ['--token', canary], {}, 'Unknown option "--token"'],
  ['a misspelt variable', [], { GOLDEN_PATH_TOKE: canary }, 'Did you mean "GOLDEN_PATH_TOKEN"?'],
  ['an endless grace period', ['--grace', '601'], {}, '--grace must be seconds'],
])('%s is refused before anything is watched', async (_name, flags, variables, message) => {
  const terminal = aTerminal({ variables: { GOLDEN_PATH_DATA_DIR: folder, ...variables }, cwd: folder })
  // Without a command it serves as well.
  const code = await main(flags.length === 0 ? [] : ['serve', '--listen', '127.0.0.1:0', ...flags], terminal)
  expect(terminal.err.text).toContain(message)
  expect(terminal.err.text).not.toContain(canary)
  expect({ code, out: terminal.out.text }).toEqual({ code: 2, out: '' })
})

test('a port that is taken is said with what to do, and leaves nothing open', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const terminal = aTerminal({ variables: { GOLDEN_PATH_DATA_DIR: folder }, cwd: folder })
  expect(await main(['serve', '--listen', `127.0.0.1:${port}`], terminal)).toBe(2)
  expect(terminal.err.text).toContain(`Cannot listen on 127.0.0.1:${port}: another process uses it.`)
  await new Promise((resolve) => other.close(resolve))
})
