import type { Variant } from '../variant.ts'

/** The twin as it is, speaking the dialect `bridge` (protocol.md §0). */
const variant: Variant = {
  name: 'dialect-bridge',
  summary: 'A welcome alone, then events with their fields in `data`, as the bridge sends them.',
  warnings: [],
  dialect: 'bridge',
  hooks: () => ({}),
}

export default variant
