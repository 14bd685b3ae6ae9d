import type { Variant } from '../variant.ts'

/** The twin as it is, speaking the dialect `handshake` (protocol.md §0). */
const variant: Variant = {
  name: 'dialect-handshake',
  summary: 'Welcome and handshake, then events with everything in `payload`, as live staging spoke last.',
  warnings: [],
  dialect: 'handshake',
  hooks: () => ({}),
}

export default variant
