import type { Clock } from '../kernel/clock.ts'
import type { Mask } from '../kernel/mask.ts'
import { Secret } from '../kernel/secret.ts'
import type { User } from '../model/user.ts'
import type { BadCredential } from '../model/words.ts'
import type { Bearer } from './bearer.ts'
import type { TokenShelf } from './token-shelf.ts'

/** What bad credentials are made with. Without a shelf there is never a token that has expired. */
export type BadCredentialTools = { readonly mask: Mask; readonly clock: Clock; readonly shelf?: TokenShelf }

/** A user with a good token. */
export type Holder = { readonly user: User; readonly token: Secret; readonly tokenTag: string }

/**
 * What to show in place of a good token; null when there is no such thing: a token that expired can only be one that we
 * kept. A token that was signed out is the holder's own.
 */
export function badCredential(tools: BadCredentialTools, holder: Holder, credential: BadCredential): Bearer | null {
  const { user, token, tokenTag } = holder
  const masked = (bad: Secret): Bearer => {
    const tag = `${credential}-${tokenTag}`
    tools.mask.add(bad, tag)
    return { token: bad, tokenTag: tag }
  }
  switch (credential) {
    case 'no_token':
      return { token: null, tokenTag: null }
    case 'tampered':
      return masked(tampered(token))
    case 'expired': {
      const old = tools.shelf?.expired(user.email, tools.clock.wall()) ?? null
      return old === null ? null : masked(old)
    }
    case 'logged_out':
      return { token, tokenTag }
    default:
      return credential satisfies never
  }
}

/**
 * The same token with another signature: well-formed, so that nothing but checking the signature refuses it. The first
 * letter of the signature is changed, because the last one may carry bits that do not count.
 */
export function tampered(token: Secret): Secret {
  const text = token.reveal()
  const at = text.lastIndexOf('.') + 1
  const other = text[at] === 'A' ? 'B' : 'A'
  return new Secret(text.slice(0, at) + other + text.slice(at + 1))
}
