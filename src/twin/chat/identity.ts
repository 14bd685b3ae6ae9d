import type { Instance } from '../instance.ts'

/** Who somebody is, as far as the backend found out. */
export type Identity =
  | { readonly kind: 'user'; readonly userId: string }
  | {
      readonly kind: 'refused'
      readonly errorCode: string
      readonly message: string
      /** How a socket ends because of it. */
      readonly close: { readonly code: number; readonly reason: string }
    }

/** A token somebody showed to an instance; undefined when there was none. */
export type IdentityCall = {
  readonly token: string | undefined
  readonly via: 'socket' | 'http'
  readonly instance: Instance
  /** The key to verify with; undefined is the auth service's own. */
  readonly key?: Uint8Array
}
