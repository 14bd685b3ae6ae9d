import type { Variant } from '../variant.ts'

/** The twin as it is, speaking the dialect `payload` (protocol.md §0). */
const variant: Variant = {
  name: 'dialect-payload',
  summary: 'A welcome alone, then events with everything in `payload`.',
  warnings: [],
  dialect: 'payload',
  hooks: () => ({}),
}

export default variant
