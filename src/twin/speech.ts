import type { Dialect } from '../model/words.ts'

/** How a socket opens: with a welcome alone, or with the handshake of protocol.md §3.2. */
export type Procedure = 'welcome' | 'handshake'
/** How agent events are wrapped (protocol.md §3.5). */
export type Envelope = 'bridge' | 'manager' | 'payload'
/** What a dialect means on the wire. */
export type Speech = { readonly procedure: Procedure; readonly envelope: Envelope }

/** The presets of procedure and envelope. */
export const speeches: Readonly<Record<Dialect, Speech>> = {
  bridge: { procedure: 'welcome', envelope: 'bridge' },
  manager: { procedure: 'welcome', envelope: 'manager' },
  payload: { procedure: 'welcome', envelope: 'payload' },
  handshake: { procedure: 'handshake', envelope: 'payload' },
}
