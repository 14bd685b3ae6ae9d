import { expect, test } from 'vitest'
import { staging } from '../../config/built-in.ts'
import type { Target } from '../../model/target.ts'
import { aScenario } from '../scenario.builder.ts'
import { requireAccounts } from './require-accounts.ts'

const remote: Target = { ...staging, name: 'mine', kind: 'remote' }
const cast = { scenario: aScenario({ id: 'crowded', bystanders: 1 }), users: 2 }

function withAccounts(...emails: string[]): Target {
  const accounts = emails.map((email) => ({ email, passwordVariable: 'PASSWORD' }))
  return { ...remote, signIn: { way: 'password', accounts } }
}

test.each([
  ['too few accounts', withAccounts('a@x.example', 'b@x.example'), 2],
  ['one account twice', withAccounts('a@x.example', 'b@x.example', 'b@x.example'), 2],
])('%s are told before anything is started', (_name, target, have) => {
  expect(() => requireAccounts(target, [cast])).toThrow(
    `crowded needs 3 different accounts, and target "mine" names ${have}.`,
  )
})

test.each([
  ['an account for each', withAccounts('a@x.example', 'b@x.example', 'c@x.example')],
  ['accounts made as they are needed', remote],
])('%s are enough', (_name, target) => {
  expect(() => requireAccounts(target, [cast])).not.toThrow()
})

test('who may be worn out needs accounts that are marked for it, and nobody else may use those', () => {
  const accounts = ['a', 'b', 'c'].map((name) => ({ email: `${name}@x.example`, passwordVariable: 'PASSWORD' }))
  const marked = { ...remote, signIn: { way: 'password', accounts } } satisfies Target
  const churn = { scenario: aScenario({ id: 'churn', sacrificial: 1 }), users: 2 }
  expect(() => requireAccounts(marked, [churn])).toThrow(
    'churn needs 1 different sacrificial accounts, and target "mine" names 0.',
  )
  const [first, ...others] = accounts
  const spare = { email: 'a@x.example', passwordVariable: 'PASSWORD', ...first, sacrificial: true }
  const set = { ...remote, signIn: { way: 'password', accounts: [spare, ...others] } } satisfies Target
  expect(() => requireAccounts(set, [churn])).not.toThrow()
  expect(() => requireAccounts(set, [cast])).toThrow('crowded needs 3 different accounts, and target "mine" names 2.')
})
