import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type SignIn, signInSchema } from '../model/target.ts'
import { readCredentials, secretVariables } from './credentials.ts'
import { UsageError } from './usage-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'credentials-'))
afterAll(() => rmSync(folder, { recursive: true }))

const e2e = signInSchema.parse({ way: 'e2e' })
const password: SignIn = { way: 'password', accounts: [{ email: 'a@b.example', passwordVariable: 'PASSWORD_A' }] }
const token: SignIn = { way: 'token', accounts: [{ email: 'a@b.example', tokenVariable: 'TOKEN_A' }] }

function fileWith(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function keyOf(variables: Record<string, string>): string {
  const credentials = readCredentials('staging', e2e, variables)
  return credentials.way === 'e2e' ? credentials.key.reveal() : ''
}

test('the simulation key comes from its variable', () => {
  expect(keyOf({ E2E_OAUTH_SIMULATION_KEY: 'abc' })).toBe('abc')
})

test.each([
  ['as it is', 'abc', 'abc'],
  ['without its last line break', 'abc\n', 'abc'],
  ['without its last line break of Windows', 'abc\r\n', 'abc'],
])('the simulation key comes from a file %s', (name, text, expected) => {
  expect(keyOf({ E2E_OAUTH_SIMULATION_KEY_FILE: fileWith(`key ${name}`, text) })).toBe(expected)
})

test.each([
  ['neither is set', {}, 'E2E_OAUTH_SIMULATION_KEY, and it is not set'],
  ['the variable is empty', { E2E_OAUTH_SIMULATION_KEY: '' }, 'it is not set'],
  ['both are set', { E2E_OAUTH_SIMULATION_KEY: 'a', E2E_OAUTH_SIMULATION_KEY_FILE: '/b' }, 'Both'],
  ['the file is missing', { E2E_OAUTH_SIMULATION_KEY_FILE: '/nowhere/key' }, 'cannot be read'],
  ['the file is empty', { E2E_OAUTH_SIMULATION_KEY_FILE: fileWith('empty', '') }, 'is empty'],
  ['the file holds a line break only', { E2E_OAUTH_SIMULATION_KEY_FILE: fileWith('newline', '\n') }, 'is empty'],
  ['the key has two lines', { E2E_OAUTH_SIMULATION_KEY: 'se-cret\nabc' }, 'cannot be sent in a header'],
  ['the key has a letter outside ASCII', { E2E_OAUTH_SIMULATION_KEY: 'se-cret-é' }, 'cannot be sent in a header'],
])('a usage error names the variable and not the value when %s', (_name, variables, message) => {
  expect(() => readCredentials('staging', e2e, variables)).toThrow(UsageError)
  expect(() => readCredentials('staging', e2e, variables)).toThrow(message)
  expect(() => readCredentials('staging', e2e, variables)).toThrow('E2E_OAUTH_SIMULATION_KEY')
  expect(() => readCredentials('staging', e2e, variables)).not.toThrow('se-cret')
})

test('passwords and tokens come from the variables that their accounts name', () => {
  expect(secretVariables(password)).toEqual(['PASSWORD_A'])
  expect(secretVariables(token)).toEqual(['TOKEN_A'])
  const withPassword = readCredentials('mine', password, { PASSWORD_A: 'with space ü' })
  expect(withPassword.way === 'password' && withPassword.accounts[0]?.password.reveal()).toBe('with space ü')
  const withToken = readCredentials('mine', token, { TOKEN_A: 'a.b.c' })
  expect(withToken.way === 'token' && withToken.accounts[0]?.token.reveal()).toBe('a.b.c')
  expect(() => readCredentials('mine', password, {})).toThrow('PASSWORD_A')
})

test('credentials do not print what they hold', () => {
  expect(JSON.stringify(readCredentials('staging', e2e, { E2E_OAUTH_SIMULATION_KEY: 'se-cret' }))).not.toContain(
    'se-cret',
  )
})
