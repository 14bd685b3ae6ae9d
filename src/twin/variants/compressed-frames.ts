import type { Variant } from '../variant.ts'

/** permessage-deflate (RFC 7692), for clients that offer it. */
const variant: Variant = {
  name: 'compressed-frames',
  summary: 'Frames are compressed.',
  warnings: [],
  perMessageDeflate: true,
  hooks: () => ({}),
}

export default variant
