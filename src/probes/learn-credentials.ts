import type { Credentials } from '../config/credentials.ts'
import type { Mask } from '../kernel/mask.ts'
import type { User } from '../model/user.ts'

/** Whoever is no user of this run. */
const SOMEBODY = 'another-account'

/**
 * Teaches the mask every secret that this monitor brings along, before the first byte comes: a target that tells what it
 * knows tells it to somebody who has not signed in, too. The accounts of others are masked as well.
 */
export function learnCredentials(
  mask: Mask,
  credentials: Credentials,
  users: readonly Pick<User, 'id' | 'email'>[],
): void {
  const ownerOf = (email: string) => users.find((user) => user.email === email)?.id ?? SOMEBODY
  switch (credentials.way) {
    case 'e2e':
      mask.add(credentials.key, 'sign-in-key')
      break
    case 'password':
      for (const { email, password } of credentials.accounts) mask.add(password, `password:${ownerOf(email)}`)
      break
    case 'token':
      for (const { email, token } of credentials.accounts) mask.add(token, `token:${ownerOf(email)}`)
      break
    default:
      credentials satisfies never
  }
}
