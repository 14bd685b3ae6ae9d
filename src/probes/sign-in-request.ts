import type { Credentials } from '../config/credentials.ts'
import type { Mask } from '../kernel/mask.ts'
import type { Secret } from '../kernel/secret.ts'
import type { User } from '../model/user.ts'

/** How one user gets a token: by asking for it, or by holding one already. */
export type SignInRequest =
  | {
      readonly kind: 'request'
      readonly path: string
      readonly headers: Readonly<Record<string, string>>
      readonly json: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'token'; readonly token: Secret }

/** Carries the key of the E2E sign-in (protocol.md §1.3). */
export const SIGN_IN_HEADER = 'x-e2e-bypass-key'

/**
 * What to send so that `user` signs in (protocol.md §1.2, §1.3). Whatever secret that takes is masked from now on.
 * Throws an Error when the credentials know no such user: our mistake, not the target's.
 */
export function signInRequest(credentials: Credentials, user: User, mask: Mask): SignInRequest {
  switch (credentials.way) {
    case 'e2e': {
      mask.add(credentials.key, 'sign-in-key')
      const headers = { [SIGN_IN_HEADER]: credentials.key.reveal() }
      const json = {
        email: user.email,
        name: `Monitor ${user.id}`,
        permissions: ['read', 'write'],
        simulate_oauth: true,
      }
      return { kind: 'request', path: '/auth/e2e/test-auth', headers, json }
    }
    case 'password': {
      const { password } = accountOf(credentials.accounts, user)
      mask.add(password, `password:${user.id}`)
      const json = { email: user.email, password: password.reveal() }
      return { kind: 'request', path: '/auth/login', headers: {}, json }
    }
    case 'token':
      return { kind: 'token', token: accountOf(credentials.accounts, user).token }
    default:
      return credentials satisfies never
  }
}

function accountOf<Account extends { readonly email: string }>(accounts: readonly Account[], user: User): Account {
  const account = accounts.find(({ email }) => email === user.email)
  if (account === undefined) throw new Error(`There is no account for ${user.email} among the credentials.`)
  return account
}
