import { expect, test } from 'vitest'
import { checkAccounts } from './check-accounts.ts'
import { UsageError } from './usage-error.ts'

const check = (...emails: string[]) =>
  checkAccounts('mine', { way: 'password', accounts: emails.map((email) => ({ email, passwordVariable: 'P' })) })

test.each([
  [
    'the same four characters',
    ['moni-1@x.example', 'moni-2@x.example'],
    'begin alike, with "moni": moni-1@x.example, moni-2@x.example',
  ],
  ['no more than capitals', ['Amber@x.example', 'amberly@x.example'], 'begin alike, with "ambe"'],
  ['the same name at two hosts', ['amber@x.example', 'amber@y.example'], 'begin alike'],
  ['a placeholder within', ['my-test-user@x.example'], '"test" makes the server take its id for a placeholder'],
  ['a placeholder as a whole', ['null@x.example'], '"null" makes the server'],
])('accounts with %s are refused', (_what, emails, message) => {
  expect(() => check(...emails)).toThrow(UsageError)
  expect(() => check(...emails)).toThrow(message)
})

test.each([
  ['that differ in the fourth character', ['monb@x.example', 'monc@x.example']],
  ['shorter than four characters', ['a@x.example', 'b@x.example', 'ab@x.example']],
  ['named twice', ['amber@x.example', 'Amber@x.example']],
  ['with a placeholder in a long name', ['somebody-who-likes-tests-a-lot@x.example']],
  ['with a word that is a placeholder only as a whole', ['nonesuch@x.example']],
])('accounts %s are fine', (_what, emails) => {
  expect(() => check(...emails)).not.toThrow()
})

test('sign-in with the simulation key has no accounts to check', () => {
  const signIn = { way: 'e2e', keyVariable: 'KEY', emailDomain: 'test.example' } as const
  expect(() => checkAccounts('mine', signIn)).not.toThrow()
})
