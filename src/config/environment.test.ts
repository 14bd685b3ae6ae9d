import { expect, test } from 'vitest'
import { readEnvironment, rejectUnknownVariables } from './environment.ts'
import { UsageError } from './usage-error.ts'

test('an empty environment says nothing', () => {
  expect(readEnvironment({})).toEqual({
    target: null,
    urls: {},
    policy: null,
    dataDir: null,
    config: null,
    requireTarget: false,
    timeScale: null,
  })
})

test('every variable is read, and an empty one counts as not set', () => {
  const variables = {
    GOLDEN_PATH_TARGET: 'staging',
    GOLDEN_PATH_AUTH_URL: 'http://127.0.0.1:1',
    GOLDEN_PATH_WS_URL: 'ws://127.0.0.1:2/ws',
    GOLDEN_PATH_API_URL: '',
    GOLDEN_PATH_POLICY: 'strict',
    GOLDEN_PATH_DATA_DIR: '/data',
    GOLDEN_PATH_CONFIG: 'other.config.ts',
    GOLDEN_PATH_REQUIRE_TARGET: '1',
    GOLDEN_PATH_TIME_SCALE: '2.5',
  }
  expect(readEnvironment(variables)).toEqual({
    target: 'staging',
    urls: { auth: 'http://127.0.0.1:1', ws: 'ws://127.0.0.1:2/ws' },
    policy: 'strict',
    dataDir: '/data',
    config: 'other.config.ts',
    requireTarget: true,
    timeScale: 2.5,
  })
})

test.each([
  ['GOLDEN_PATH_POLICY', 'strickt', 'Unknown policy in GOLDEN_PATH_POLICY "strickt".'],
  ['GOLDEN_PATH_REQUIRE_TARGET', 'yes', 'GOLDEN_PATH_REQUIRE_TARGET must be 1 or 0, got "yes".'],
  ['GOLDEN_PATH_TIME_SCALE', 'fast', 'GOLDEN_PATH_TIME_SCALE must be a number'],
  ['GOLDEN_PATH_TIME_SCALE', '0', 'GOLDEN_PATH_TIME_SCALE must be a number above 0'],
  ['GOLDEN_PATH_TIME_SCALE', '-1', 'GOLDEN_PATH_TIME_SCALE must be a number above 0'],
  ['GOLDEN_PATH_TIME_SCALE', 'Infinity', 'at most 1000'],
])('%s=%s is a usage error', (name, value, message) => {
  expect(() => readEnvironment({ [name]: value })).toThrow(UsageError)
  expect(() => readEnvironment({ [name]: value })).toThrow(message)
})

test('a variable that nobody reads is named with its nearest neighbour', () => {
  const check = () => rejectUnknownVariables({ GOLDEN_PATH_TARGTE: 'x' }, [])
  expect(check).toThrow('Unknown environment variable "GOLDEN_PATH_TARGTE".')
  expect(check).toThrow(expect.objectContaining({ hint: expect.stringContaining('"GOLDEN_PATH_TARGET"') }))
})

test('variables of others and of secrets are let through', () => {
  const variables = { PATH: '/bin', GOLDEN_PATH_PASSWORD_A: 'x', GOLDEN_PATH_PASSWORD_B_FILE: '/y' }
  const secrets = ['GOLDEN_PATH_PASSWORD_A', 'GOLDEN_PATH_PASSWORD_B']
  expect(() => rejectUnknownVariables(variables, secrets)).not.toThrow()
})
