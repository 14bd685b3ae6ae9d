import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTwin, type Twin } from '../src/twin/start-twin.ts'
import { type Ended, runCommand } from './cli-command.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-doctor-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A twin that the command line knows only as somebody's remote target. */
function remote(...faults: string[]): Promise<Twin> {
  return startTwin({ dialect: 'handshake', faults, seed: 'doctor', timeScale: 1 })
}

let calls = 0
async function doctor(urls: object, key: string, ...flags: string[]): Promise<Ended> {
  calls += 1
  const file = join(folder, `target-${calls}.config.ts`)
  const target = { urls, signIn: { way: 'e2e' } }
  writeFileSync(file, `export default ${JSON.stringify({ targets: { mine: target } })}`)
  const variables = { E2E_OAUTH_SIMULATION_KEY: key, GOLDEN_PATH_DATA_DIR: join(folder, `data-${calls}`) }
  return runCommand(['doctor', '--target', 'mine', '--config', file, ...flags], variables, folder)
}

/** State of each rung, as printed. */
function rungsIn({ stdout }: Ended): Record<string, string> {
  const lines = stdout.matchAll(/^(ok|warning|broken|not-run) +([\w ]+): /gm)
  return Object.fromEntries([...lines].map(([, state = '', name = '']) => [name, state]))
}

test.concurrent('a healthy target is well on every rung, and its configuration is there to paste', async () => {
  await using twin = await remote()
  const key = twin.simulationKey.reveal()
  const ended = await doctor(twin.urls, key, '--real-llm')
  expect(ended.code, ended.stdout + ended.stderr).toBe(0)
  expect(Object.keys(rungsIn(ended))).toEqual([
    'configuration',
    'DNS',
    'TLS',
    'reachable',
    'clock',
    'credentials',
    'dialect',
    'identity echo',
    'negative controls',
    'capabilities',
    'latencies',
  ])
  expect(ended.stdout).not.toContain('broken ')
  expect(ended.stdout).toMatch(/dialect: handshake procedure, agent events as payload\n/)
  expect(ended.stdout).toMatch(/capabilities: the agent uses tools; its answer is transformed\n/)
  expect(ended.stdout).toMatch(/latencies: sign-in \d+ ms \(warns at 1000\), welcome/)
  expect(ended.stdout).toContain('proof: "transformed"')
  expect(ended.stdout).toContain(`ws: "${twin.urls.ws}"`)
  expect(ended.stdout + ended.stderr).not.toContain(key)
})

test.concurrent('without leave no prompt is sent, and what an agent can prove stays unknown', async () => {
  await using twin = await remote()
  const ended = await doctor(twin.urls, twin.simulationKey.reveal())
  expect(ended.code, ended.stdout + ended.stderr).toBe(0)
  expect(rungsIn(ended)).toMatchObject({ 'negative controls': 'ok', capabilities: 'not-run', latencies: 'ok' })
  expect(ended.stdout).toContain('do: Allow one with --real-llm')
})

test.concurrent.each([
  ['a sign-in that fails', 'auth-login-5xx', 'credentials', 'auth-login-5xx'],
  ['a socket that closes', 'accepted-then-closed-1011', 'dialect', 'accepted-then-closed-1011'],
  ['everybody being the demo user', 'auth-bypass-identity-collapse', 'identity echo', 'auth-bypass-identity-collapse'],
])('%s breaks its rung under its name, with what to do', async (_name, fault, rung, code) => {
  await using twin = await remote(fault)
  const ended = await doctor(twin.urls, twin.simulationKey.reveal())
  expect(ended.code, ended.stdout + ended.stderr).toBe(1)
  expect(rungsIn(ended)).toMatchObject({ DNS: 'ok', TLS: 'ok', [rung]: 'broken' })
  expect(ended.stdout).toMatch(new RegExp(`^broken +${rung}: ${code}: `, 'm'))
  expect(ended.stdout).toContain(`explain ${code}`)
  expect(ended.stdout).toContain(`Begin with: ${rung}.`)
})

test.concurrent('a name that does not exist is the lowest broken rung, and no credential is sent', async () => {
  const urls = { auth: 'https://auth.invalid', api: 'https://api.invalid', ws: 'wss://api.invalid/ws' }
  const ended = await doctor(urls, 'sesame')
  expect(ended.code, ended.stdout + ended.stderr).toBe(1)
  expect(rungsIn(ended)).toMatchObject({
    configuration: 'ok',
    DNS: 'broken',
    credentials: 'not-run',
    latencies: 'not-run',
  })
  expect(ended.stdout).toContain('Nothing was sent')
})

test.concurrent('a missing credential is named before anybody is spoken to', async () => {
  const ended = await runCommand(['doctor', '--target', 'staging'], {}, folder)
  expect(ended.code).toBe(2)
  expect(ended.stderr).toContain('needs E2E_OAUTH_SIMULATION_KEY, and it is not set')
})

test.concurrent('the embedded twin needs no doctor', async () => {
  const ended = await runCommand(['doctor'], {}, folder)
  expect(ended.code).toBe(2)
  expect(ended.stderr).toContain('Name a target: --target staging.')
})
