import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../src/cli/main.ts'
import { aTerminal } from '../src/cli/terminal.builder.ts'
import { runCommand } from './cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-usage-'))
  mkdirSync(join(folder, 'scenarios'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'scenarios', 'broken.ts'), "throw new Error('out of tea')\n")
  writeFileSync(join(folder, 'throwing.config.ts'), "export default { scenarios: 'scenarios' }\n")
  mkdirSync(join(folder, 'waiting'))
  writeFileSync(join(folder, 'waiting', 'endless.ts'), 'await new Promise(() => {})\nexport default {}\n')
  writeFileSync(join(folder, 'waiting.config.ts'), "export default { scenarios: 'waiting' }\n")
  writeFileSync(
    join(folder, 'crashing.config.ts'),
    "setImmediate(() => { throw new Error('out of tea') })\nawait new Promise(() => {})\nexport default {}\n",
  )
  writeFileSync(join(folder, 'leaving.config.ts'), 'process.exit(0)\n')
  writeFileSync(join(folder, 'misspelt.config.ts'), 'export default { defaultTraget: 1 }\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

test.concurrent('help comes on stdout with examples', async () => {
  const { code, stdout, stderr } = await runCommand(['run', '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('npm run -s golden-path -- run --target staging --real-llm')
  expect(stderr).toBe('')
})

test.concurrent('a mistake exits 2 and says what to do', async () => {
  const { code, stdout, stderr } = await runCommand(['run', '--raunds', '2'], {}, folder)
  expect(stderr).toContain('Did you mean "--rounds"?')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

// What a person can get wrong is found before anything is started, so these need no process of their own.
test.each([
  ['an unknown scenario', ['run', 'golden-psth'], 'Did you mean "golden-path"?'],
  ['an unknown target', ['run', '--target', 'stageing'], 'Did you mean "staging"?'],
  ['an unknown reporter', ['run', '--reporter', 'junitt'], 'Did you mean "junit"?'],
  ['an unknown fault', ['run', '--fault', 'no-welcome'], 'Did you mean "no-welcome-frame"?'],
  ['more times than anybody reads', ['schedule', '--count', '1001'], '--count must be a whole number from 1 to 1000'],
  [
    'an unknown config key',
    ['run', '--config', 'misspelt.config.ts'],
    `unknown key 'defaultTraget'; did you mean "defaultTarget"?`,
  ],
  [
    'a scenario that throws on import',
    ['run', '--config', 'throwing.config.ts'],
    'broken.ts cannot be loaded: out of tea',
  ],
  ['a missing credential', ['run', '--target', 'staging', '--real-llm'], 'needs E2E_OAUTH_SIMULATION_KEY'],
  ['a hidden cost', ['run', '--target', 'staging'], 'Allow it with --real-llm'],
])('%s exits 2 and says what to do', async (_name, args, message) => {
  const terminal = aTerminal({ cwd: folder })
  expect(await main(args, terminal)).toBe(2)
  expect(terminal.err.text).toContain(message)
  expect(terminal.out.text).toBe('')
})

test.concurrent('a credential is not sent to a host without TLS', async () => {
  const args = ['run', '--target', 'staging', '--real-llm', '--ws-url', 'ws://api.staging.netrasystems.ai/ws']
  const { code, stderr } = await runCommand(args, { E2E_OAUTH_SIMULATION_KEY: 'sesame' })
  expect(code).toBe(2)
  expect(stderr).toContain('credentials are sent only over TLS or to this machine')
  expect(stderr).not.toContain('sesame')
})

test.concurrent.each([
  ['an import that never ends', 'waiting.config.ts', 'waits for something that can never come'],
  ['an exception that nobody catches', 'crashing.config.ts', 'the monitor itself failed'],
])('%s is our own error, not a failure of the target', async (_name, config, message) => {
  const { code, stderr } = await runCommand(['list', '--config', config], {}, folder)
  expect(stderr).toContain(message)
  expect(code).toBe(3)
})

test.concurrent('a file that ends the process cannot make a run look like a pass', async () => {
  const { code, stdout, stderr } = await runCommand(['run', '--config', 'leaving.config.ts'], {}, folder)
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
  expect(stderr).toContain('something ended the process with 0 before the command was done')
})
