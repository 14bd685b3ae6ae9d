import { expect, test } from 'vitest'
import type { Credentials } from '../config/credentials.ts'
import { createMask } from '../kernel/mask.ts'
import { Secret } from '../kernel/secret.ts'
import { learnCredentials } from './learn-credentials.ts'

const users = [{ id: 'user-1', email: 'amber@monitor.example' }]
const own = 'planted-for-amber'
const other = 'planted-for-birch'
const emails = ['amber@monitor.example', 'birch@monitor.example'] as const

const cases: [string, Credentials, string][] = [
  ['the key', { way: 'e2e', key: new Secret(own), emailDomain: 'monitor.example' }, `⟦sign-in-key⟧ ${other}`],
  [
    'passwords, of accounts too that no user of the run has',
    {
      way: 'password',
      accounts: [
        { email: emails[1], password: new Secret(other) },
        { email: emails[0], password: new Secret(own) },
      ],
    },
    '⟦password:user-1⟧ ⟦password:another-account⟧',
  ],
  [
    'tokens',
    {
      way: 'token',
      accounts: [
        { email: emails[0], token: new Secret(own) },
        { email: emails[1], token: new Secret(other) },
      ],
    },
    '⟦token:user-1⟧ ⟦token:another-account⟧',
  ],
]

test.each(cases)('%s are known before anybody signs in', (_what, credentials, shown) => {
  const mask = createMask()
  learnCredentials(mask, credentials, users)
  expect(mask.text(`${own} ${other}`)).toBe(shown)
})
