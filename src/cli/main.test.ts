import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from './main.ts'
import { aTerminal } from './terminal.builder.ts'

const folder = mkdtempSync(join(tmpdir(), 'main-'))
afterAll(() => rmSync(folder, { recursive: true }))

const commands = [
  'serve',
  'run',
  'schedule',
  'list',
  'validate',
  'twin',
  'replay',
  'explain',
  'drill',
  'power',
  'gate',
  'doctor',
]

test.each([[[]], ...commands.map((name) => [[name]])])(
  'help of %j goes to stdout, shows examples and exits 0',
  async (words) => {
    const terminal = aTerminal()
    expect(await main([...words, '--help'], terminal)).toBe(0)
    expect(terminal.out.text).toContain('Examples:\n  npm run -s golden-path -- ')
    expect(terminal.err.text).toBe('')
  },
)

test('the version goes to stdout', async () => {
  const terminal = aTerminal()
  expect(await main(['--version'], terminal)).toBe(0)
  expect(terminal.out.text).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test.each([
  ['an unknown command', ['rnu'], 'Unknown command "rnu".', 'run'],
  ['an unknown flag', ['run', '--polcy', 'strict'], 'Unknown option "--polcy".', '--policy'],
  ['an unknown flag with a value', ['run', '--polcy=strict'], 'Unknown option "--polcy".', '--policy'],
  ['an unknown flag of the program', ['--hlep'], 'Unknown option "--hlep".', '--help'],
  ['an unknown flag like no other', ['list', '--frobnicate'], 'Unknown option "--frobnicate".', '--'],
  ['an unknown scenario', ['run', 'golden-pth'], 'Unknown scenario "golden-pth".', 'golden-path'],
  ['an unknown target', ['run', '--target', 'stagin'], 'Unknown target "stagin".', 'staging'],
  ['an unknown target under the synonym', ['run', '--env=stagin'], 'Unknown target "stagin".', 'staging'],
  ['an unknown reporter', ['run', '--reporter', 'josn'], 'Unknown reporter "josn".', 'json'],
  ['an unknown policy', ['run', '--policy', 'strickt'], 'Unknown policy in --policy "strickt".', 'strict'],
  ['an unknown purpose', ['run', '--purpose', 'watch'], 'Unknown purpose "watch".', 'gate'],
  ['an unknown dialect', ['run', '--dialect', 'brigde'], 'Unknown dialect "brigde".', 'bridge'],
  ['an unknown tag', ['run', '--tag', 'isolatoin'], 'Unknown tag "isolatoin".', 'isolation'],
  [
    'a pattern that matches nothing',
    ['run', '--pattern', 'crosss-*'],
    'matches the pattern "crosss-*"',
    'cross-user-isolation',
  ],
  ['an unknown variant', ['run', '--variant', 'event-batsh'], 'Unknown variant "event-batsh".', 'event-batch'],
  [
    'an unknown fault to drill',
    ['drill', '--fault', 'no-welcom-frame'],
    'Unknown fault "no-welcom-frame".',
    'no-welcome-frame',
  ],
  ['an unknown variant to drill', ['drill', '--variant', 'no-tulls'], 'Unknown variant "no-tulls".', 'no-tools'],
  [
    'an unknown scenario to drill',
    ['drill', '--scenario', 'golden-pth'],
    'Unknown scenario "golden-pth".',
    'golden-path',
  ],
  ['a reporter that a drill lacks', ['drill', '--reporter', 'markdwon'], 'Unknown reporter "markdwon".', 'markdown'],
  ['an unknown code', ['explain', 'no-welcom-frame'], 'Unknown code "no-welcom-frame".', 'no-welcome-frame'],
])('%s exits 2 and names the nearest known word', async (_name, argv, message, near) => {
  const terminal = aTerminal()
  expect(await main(argv, terminal)).toBe(2)
  expect(terminal.err.text).toContain(message)
  expect(terminal.err.text).toMatch(/Did you mean|The nearest is/)
  expect(terminal.err.text).toContain(`"${near}`)
  expect(terminal.out.text).toBe('')
})

test.each([
  ['a flag without its value', ['run', '--policy'], 'argument missing'],
  ['no code', ['explain'], "missing required argument 'code'"],
  ['a word too many', ['list', 'golden-path'], 'but got 1: golden-path.\n'],
  ['no users', ['run', '--users', '0'], '--users must be a whole number of at least 1, got "0".'],
  ['half a user', ['run', '--users', '1.5'], 'got "1.5"'],
  ['rounds in words', ['run', '--rounds', 'three'], 'got "three"'],
  ['no time at all', ['run', '--timeout', '0'], '--timeout must be seconds'],
  ['time that is none', ['run', '--timeout', ''], '--timeout must be seconds'],
  ['a reporter with an empty file', ['run', '--reporter', 'json='], 'names no file'],
  [
    'two documents on stdout',
    ['run', '--reporter', 'json', '--reporter', 'junit'],
    'json and junit cannot share stdout.',
  ],
  ['two reporters in one file', ['run', '--reporter', 'json=a', '--reporter', 'junit=a'], 'cannot share the file a.'],
  ['too many users', ['run', 'concurrent-users', '--users', '99'], '--users 99 is out of bounds for concurrent-users.'],
  ['users where the number is fixed', ['run', 'golden-path', '--users', '2'], 'the number of users is fixed'],
  [
    'a time scale for a real target',
    ['run', '--target', 'staging', '--real-llm', '--time-scale', '2'],
    'for the twin only',
  ],
  [
    'a hidden cost',
    ['run', '--target', 'staging'],
    'cost tokens: golden-path, concurrent-users, cross-user-isolation.',
  ],
  ['a port beyond the last', ['twin', '--api-port', '65536'], '--api-port must be a port from 0 to 65535'],
  ['evidence that is not there', ['replay', '/nowhere.json'], 'The evidence cannot be read'],
  ['a config that is not there', ['list', '--config', '/nowhere.ts'], 'There is no configuration file at /nowhere.ts.'],
])('%s exits 2 and says what was expected', async (_name, argv, message) => {
  const terminal = aTerminal()
  expect(await main(argv, terminal)).toBe(2)
  expect(terminal.err.text).toContain(message)
  expect(terminal.out.text).toBe('')
})

const secrets = { E2E_OAUTH_SIMULATION_KEY: 'sesame' }

test.each([
  [
    'a missing credential',
    {},
    ['--target', 'staging', '--real-llm'],
    'needs E2E_OAUTH_SIMULATION_KEY, and it is not set',
  ],
  [
    'a credential given twice',
    { ...secrets, E2E_OAUTH_SIMULATION_KEY_FILE: '/key' },
    ['--target', 'staging', '--real-llm'],
    'Both E2E_OAUTH_SIMULATION_KEY and E2E_OAUTH_SIMULATION_KEY_FILE are set.',
  ],
  [
    'a credential to a host without TLS',
    secrets,
    ['--target', 'staging', '--real-llm', '--api-url', 'http://api.staging.netrasystems.ai'],
    'credentials are sent only over TLS or to this machine',
  ],
  [
    'a dialect for a real target',
    secrets,
    ['--target', 'staging', '--real-llm', '--dialect', 'bridge'],
    '--dialect shape',
  ],
  [
    'a variant for a real target',
    secrets,
    ['--target', 'staging', '--real-llm', '--variant', 'no-tools'],
    '--variant shape',
  ],
  [
    'a variant and a dialect that it does not speak',
    {},
    ['--variant', 'dialect-bridge', '--dialect', 'manager'],
    'The variant dialect-bridge speaks bridge, not manager.',
  ],
  ['a required target', { GOLDEN_PATH_REQUIRE_TARGET: '1' }, [], 'GOLDEN_PATH_REQUIRE_TARGET is set'],
  ['an unknown variable', { GOLDEN_PATH_TRAGET: 'x' }, [], 'Unknown environment variable "GOLDEN_PATH_TRAGET".'],
])('%s exits 2', async (_name, variables, flags, message) => {
  const terminal = aTerminal({ variables })
  expect(await main(['run', 'golden-path', ...flags], terminal)).toBe(2)
  expect(terminal.err.text).toContain(message)
  expect(terminal.err.text).not.toContain('sesame')
})

test('a report that cannot be written is known before anything is run', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const terminal = aTerminal()
  expect(await main(['run', '--reporter', `json=${file}/report.json`], terminal)).toBe(2)
  expect(terminal.err.text).toContain(`--reporter: nothing can be written to ${file}`)
})

test('list shows every scenario with its cost, and only those that match', async () => {
  const terminal = aTerminal()
  expect(await main(['list'], terminal)).toBe(0)
  expect(terminal.out.text).toMatch(
    /^golden-path\n {2}.+\n {2}runs {3}\*\/5 \* \* \* \*\n {2}costs {2}1 user, \d+ requests, 1 prompt\n {2}tags {3}core, /m,
  )
  const filtered = aTerminal()
  expect(await main(['list', '--tag', 'isolation'], filtered)).toBe(0)
  expect(filtered.out.text).toMatch(/^cross-user-isolation\n/m)
  expect(filtered.out.text).not.toContain('golden-path\n')
})

test('validate says what it checked and finds this checkout in order', async () => {
  const terminal = aTerminal()
  expect(await main(['validate'], terminal), terminal.out.text).toBe(0)
  expect(terminal.out.text).toMatch(
    /^ok {2}target staging: wss:\/\/api\.staging\.netrasystems\.ai\/ws, signs in with E2E_OAUTH_SIMULATION_KEY$/m,
  )
  expect(terminal.out.text).toMatch(/^ok {2}\d+ scenarios: .*golden-path/m)
  expect(terminal.out.text).toMatch(/^ok {2}\d+ codes$/m)
  expect(terminal.out.text).toMatch(/^ok {2}schedule in UTC: \d+ scenarios run by themselves$/m)
  expect(terminal.out.text).toMatch(/^ {4}note: .*E2E_OAUTH_SIMULATION_KEY, and it is not set\.$/m)
})

test('validate finds what is wrong with targets, and exits 2', async () => {
  const file = join(folder, 'plain.config.ts')
  const urls = "{ auth: 'http://a.example', api: 'https://b.example', ws: 'wss://b.example/ws' }"
  writeFileSync(
    file,
    `export default { defaultTarget: 'mien', targets: { mine: { urls: ${urls}, signIn: { way: 'e2e' } } } }`,
  )
  const terminal = aTerminal()
  expect(await main(['validate', '--config', file], terminal)).toBe(2)
  expect(terminal.out.text).toMatch(
    /^bad target of a command that names none: mien\n {4}problem: Unknown target "mien"\.$/m,
  )
  expect(terminal.out.text).toMatch(
    /^bad target mine: .*\n {4}problem: The auth address of target "mine" is http:\/\/a\.example: /m,
  )
  expect(terminal.out.text).toContain('2 problems.')
})

test('explain shows the entry of a code', async () => {
  const terminal = aTerminal()
  expect(await main(['explain', 'no-welcome-frame'], terminal)).toBe(0)
  expect(terminal.out.text.split('\n').every((line) => line.length <= 80)).toBe(true)
  expect(terminal.out.text).toMatch(/^no-welcome-frame\n {2}domain \w+, phase \w+, blames the target\n/)
  expect(terminal.out.text).toMatch(/\nLook for it\n {2}npm run -s golden-path -- run golden-path\n/)
})

test('an error of ours is told apart from one of the caller', async () => {
  const terminal = aTerminal()
  const broken = {
    ...terminal,
    out: {
      ...terminal.out,
      write: () => {
        throw new Error('pipe is on fire')
      },
    },
  }
  expect(await main(['list'], broken)).toBe(3)
  expect(terminal.err.text).toContain('the monitor itself failed')
  expect(terminal.err.text).toContain('pipe is on fire')
})
