import type { Secret } from '../kernel/secret.ts'
import { tokenClaims } from './token-claims.ts'

/** Keeps tokens in memory until they have expired: only then do they serve as the negative control of that name. */
export type TokenShelf = {
  /** Keeps a token that says when it ends; one that does not could never be told to have expired. */
  keep(email: string, token: Secret): void
  /** A token of this user that has expired for sure by `wallMs` (milliseconds since the epoch); null when there is none. */
  expired(email: string, wallMs: number): Secret | null
}

/** Clocks differ, and validators grant some leeway: a token counts as expired this much after its end. */
const MARGIN_MS = 120_000
/** Accounts are a fixed pool; whoever has more is not kept for. */
const MOST_USERS = 1_000

type Kept = { readonly token: Secret; readonly endsMs: number }

/** Makes an empty shelf, for one target. It holds two tokens of a user at most: the one that expired last, and the oldest that has not. */
export function createTokenShelf(): TokenShelf {
  const shelves = new Map<string, readonly Kept[]>()
  return {
    keep(email, token) {
      const { exp } = tokenClaims(token.reveal())
      const kept = shelves.get(email) ?? []
      if (exp === null || kept.length >= 2 || (kept.length === 0 && shelves.size >= MOST_USERS)) return
      shelves.set(email, [...kept, { token, endsMs: exp * 1_000 }])
    },
    expired(email, wallMs) {
      const kept = shelves.get(email) ?? []
      const old = kept.findLast(({ endsMs }) => endsMs + MARGIN_MS <= wallMs)
      if (old === undefined) return null
      shelves.set(
        email,
        kept.filter((each) => each === old || each.endsMs > old.endsMs),
      )
      return old.token
    },
  }
}
