import type { Variant } from '../variant.ts'

/** The twin as it is, speaking the dialect `manager` (protocol.md §0). */
const variant: Variant = {
  name: 'dialect-manager',
  summary: 'A welcome alone, then flat events, as the manager sends them.',
  warnings: [],
  dialect: 'manager',
  hooks: () => ({}),
}

export default variant
