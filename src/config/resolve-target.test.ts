import { expect, test } from 'vitest'
import { type ConfigFile, type ConfigInput, configSchema } from './define.ts'
import { readEnvironment } from './environment.ts'
import { type Resolved, resolveTarget, type TargetFlags } from './resolve-target.ts'
import { UsageError } from './usage-error.ts'

const nothing: TargetFlags = { target: null, urls: {}, policy: null }
const urls = { auth: 'https://auth.mine.example', api: 'https://api.mine.example/', ws: 'wss://api.mine.example/ws' }
const config = file({ targets: { mine: { urls, signIn: { way: 'e2e' }, allowedHosts: ['Canary.mine.example'] } } })

function file(input: ConfigInput): ConfigFile {
  return configSchema.parse(input)
}

function resolve(flags: Partial<TargetFlags> = {}, variables: Record<string, string> = {}, of = config): Resolved {
  return resolveTarget(of, readEnvironment(variables), { ...nothing, ...flags })
}

function targetOf(resolved: Resolved) {
  return resolved.kind === 'ready' ? resolved.target : resolved.withUrls({ auth: '', api: '', ws: '' })
}

test('without a word from anybody the target is the twin, which has yet to be started', () => {
  const resolved = resolve()
  expect(resolved.kind).toBe('twin-to-start')
  expect(targetOf(resolved)).toMatchObject({ name: 'twin', kind: 'embedded', policy: 'observed' })
})

test('staging is built in under the host names of its own clients and does not allow its LLM to be used', () => {
  expect(targetOf(resolve({ target: 'staging' }))).toMatchObject({
    kind: 'remote',
    realLlm: false,
    signIn: { way: 'e2e', keyVariable: 'E2E_OAUTH_SIMULATION_KEY' },
    urls: {
      auth: 'https://auth.staging.netrasystems.ai',
      api: 'https://api.staging.netrasystems.ai',
      ws: 'wss://api.staging.netrasystems.ai/ws',
      app: 'https://app.staging.netrasystems.ai',
    },
  })
})

test('flags win over the environment, the environment over the file', () => {
  const other = file({ defaultTarget: 'mine', targets: config.targets })
  expect(targetOf(resolve({}, {}, other)).name).toBe('mine')
  expect(targetOf(resolve({}, { GOLDEN_PATH_TARGET: 'staging' }, other)).name).toBe('staging')
  expect(targetOf(resolve({ target: 'mine' }, { GOLDEN_PATH_TARGET: 'staging' })).name).toBe('mine')
  expect(targetOf(resolve({ target: 'mine' }, { GOLDEN_PATH_POLICY: 'strict' })).policy).toBe('strict')
  expect(targetOf(resolve({ target: 'mine', policy: 'minimal' }, { GOLDEN_PATH_POLICY: 'strict' })).policy).toBe(
    'minimal',
  )
})

test('base URLs lose their trailing slash', () => {
  expect(targetOf(resolve({ target: 'mine' })).urls).toEqual({ ...urls, api: 'https://api.mine.example' })
})

test.each(['__proto__', 'constructor', 'mien', ''])(
  'the unknown target %j is named with its nearest neighbour',
  (target) => {
    expect(() => resolve({ target })).toThrow(`Unknown target "${target}".`)
    expect(() => resolve({ target })).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/Did you mean "\w+"\?/) }),
    )
  },
)

test.each([
  ['loopback by name', 'http://localhost:8000'],
  ['loopback by number', 'http://127.0.0.2:8000'],
  ['loopback of version 6', 'http://[::1]:8000'],
  ['in allowedHosts, whatever its case', 'https://canary.mine.example'],
  ['one of the target', 'https://auth.mine.example/v2'],
])('a flag may name a host that is %s', (_name, api) => {
  expect(targetOf(resolve({ target: 'mine', urls: { api } })).urls.api).toBe(api)
})

test.each([
  ['a stranger', { api: 'https://evil.example' }, 'does not know'],
  ['a stranger that looks like a friend', { api: 'https://api.mine.example.evil.example' }, 'does not know'],
  ['a stranger behind a friend', { api: 'https://api.mine.example@evil.example' }, 'carries a user name'],
  ['a stranger that looks like loopback', { api: 'https://127.0.0.1.evil.example' }, 'does not know'],
  ['plain HTTP to a friend', { api: 'http://api.mine.example' }, 'only over TLS or to this machine'],
  ['a plain socket to a friend', { ws: 'ws://api.mine.example/ws' }, 'only over TLS or to this machine'],
  ['another scheme', { ws: 'https://api.mine.example/ws' }, 'must begin with wss://'],
  ['no URL at all', { auth: 'auth.mine.example' }, 'is not a URL'],
])('a flag that names %s is refused', (_name, given, message) => {
  expect(() => resolve({ target: 'mine', urls: given })).toThrow(UsageError)
  expect(() => resolve({ target: 'mine', urls: given })).toThrow(message)
})

test('the environment may name any host over TLS, and none without', () => {
  const elsewhere = { GOLDEN_PATH_API_URL: 'https://elsewhere.example' }
  expect(targetOf(resolve({ target: 'mine' }, elsewhere)).urls.api).toBe('https://elsewhere.example')
  const plain = { GOLDEN_PATH_API_URL: 'http://elsewhere.example' }
  expect(() => resolve({ target: 'mine' }, plain)).toThrow('only over TLS or to this machine')
})

const twinUrls = {
  GOLDEN_PATH_AUTH_URL: 'http://127.0.0.1:1',
  GOLDEN_PATH_API_URL: 'http://127.0.0.1:2',
  GOLDEN_PATH_WS_URL: 'ws://127.0.0.1:2/ws',
}

test('a twin in another process is still a demo', () => {
  const resolved = resolve({}, twinUrls)
  expect(resolved.kind).toBe('ready')
  expect(targetOf(resolved)).toMatchObject({ name: 'twin', kind: 'embedded', urls: { api: 'http://127.0.0.1:2' } })
})

test('a twin lives on this machine and needs all its addresses', () => {
  expect(() => resolve({ urls: { auth: 'http://127.0.0.1:1' } })).toThrow('some are missing')
  const far = { ...twinUrls, GOLDEN_PATH_API_URL: 'https://elsewhere.example' }
  expect(() => resolve({}, far)).toThrow('does not know')
})

test('the twin is refused where a real target is required, in this process and in another', () => {
  const required = { GOLDEN_PATH_REQUIRE_TARGET: '1' }
  expect(() => resolve({}, required)).toThrow('only a demo')
  expect(() => resolve({ target: 'twin' }, { ...required, ...twinUrls })).toThrow('only a demo')
  expect(resolve({ target: 'mine' }, required).kind).toBe('ready')
})

const direct = { directApi: 'https://mine.run.example/', directWs: 'wss://mine.run.example/ws' }
const withDirect = file({ targets: { mine: { urls: { ...urls, ...direct }, signIn: { way: 'e2e' } } } })

test('a target may have addresses past its load balancer, and is held to the same rules on them', () => {
  const resolved = resolve({ target: 'mine' }, {}, withDirect)
  expect(targetOf(resolved).urls).toMatchObject({ ...direct, directApi: 'https://mine.run.example' })
  expect(() => resolve({ target: 'mine' }, { GOLDEN_PATH_DIRECT_WS_URL: 'ws://mine.run.example/ws' })).toThrow(
    'only over TLS or to this machine',
  )
})

test.each([[{ auth: 'http://127.0.0.1:1' }], [{ api: 'http://127.0.0.1:1' }], [{ ws: 'ws://127.0.0.1:1/ws' }]])(
  'who names another system with %j does not send its tokens to the direct addresses of the first',
  (other) => {
    expect(targetOf(resolve({ target: 'mine', urls: other }, {}, withDirect)).urls).toEqual({
      ...urls,
      api: 'https://api.mine.example',
      ...other,
    })
  },
)

test('direct addresses that are named beside the others count', () => {
  const variables = {
    ...twinUrls,
    GOLDEN_PATH_DIRECT_API_URL: 'http://127.0.0.1:3',
    GOLDEN_PATH_DIRECT_WS_URL: 'ws://127.0.0.1:3/ws',
  }
  const named = { directApi: 'http://127.0.0.1:3', directWs: 'ws://127.0.0.1:3/ws' }
  expect(targetOf(resolve({}, variables)).urls).toMatchObject(named)
  expect(targetOf(resolve({ target: 'mine' }, variables, withDirect)).urls).toMatchObject(named)
})

test('accounts that cannot be told apart are refused before anybody signs in', () => {
  const accounts = ['moni-1@mine.example', 'moni-2@mine.example'].map((email) => ({ email, passwordVariable: 'P' }))
  const alike = file({ targets: { mine: { urls, signIn: { way: 'password', accounts } } } })
  expect(() => resolve({ target: 'mine' }, {}, alike)).toThrow(UsageError)
})
