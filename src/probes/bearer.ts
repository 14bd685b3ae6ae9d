import type { Secret } from '../kernel/secret.ts'

/** The token that an attempt shows, and its name in evidence; both null for an attempt that shows none. */
export type Bearer = { readonly token: Secret | null; readonly tokenTag: string | null }
