import type { Credentials } from '../../config/credentials.ts'
import type { Mask } from '../../kernel/mask.ts'
import type { Secret } from '../../kernel/secret.ts'
import type { BrowserConfig } from '../../model/browser.ts'
import type { User } from '../../model/user.ts'
import type { AuthProbe } from '../auth-probe.ts'
import { type StorageState, sessionStorageOf, storageStateFrom, userIdIn } from './page-session.ts'

/** How one user gets into the page: with a storage that is signed in already, or by a form. */
export type Entrance = {
  readonly storage: StorageState | null
  readonly form: FormEntrance | null
  /** Null as long as nobody has said. */
  readonly userId: string | null
}

/** A form, and what to write into it. */
export type FormEntrance = Omit<Extract<BrowserConfig['signIn'], { way: 'form' }>, 'way'> & {
  readonly address: string
  readonly secret: Secret
}

type Parts = { readonly auth: AuthProbe; readonly credentials: Credentials; readonly mask: Mask }

/** Prepares the way in. Throws Halt when the target gives no token, an Error for credentials that know no such user. */
export async function prepareEntrance(
  { auth, credentials, mask }: Parts,
  { config, appUrl }: { readonly config: BrowserConfig; readonly appUrl: string },
  user: User,
  signal: AbortSignal,
): Promise<Entrance> {
  const { signIn } = config
  switch (signIn.way) {
    case 'session': {
      const signedIn = await auth.signIn(user, signal)
      return { storage: sessionStorageOf(appUrl, signIn, signedIn), form: null, userId: signedIn.userId }
    }
    case 'form': {
      const { way: _, ...fields } = signIn
      const secret = passwordOf(credentials, user)
      mask.add(secret, `password:${user.id}`)
      return { storage: null, form: { ...fields, address: user.email, secret }, userId: null }
    }
    case 'storage-state': {
      const account = signIn.accounts.find(({ email }) => email === user.email)
      if (account === undefined) throw new Error(`The configuration names no storage state for ${user.email}.`)
      const storage = storageStateFrom(account.file, mask, user.id)
      return { storage, form: null, userId: userIdIn(storage) }
    }
    default:
      return signIn satisfies never
  }
}

function passwordOf(credentials: Credentials, user: User): Secret {
  const accounts = credentials.way === 'password' ? credentials.accounts : []
  const account = accounts.find(({ email }) => email === user.email)
  if (account === undefined) throw new Error(`There is no password for ${user.email} among the credentials.`)
  return account.password
}
