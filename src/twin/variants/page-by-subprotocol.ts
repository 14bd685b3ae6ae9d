import type { Variant } from '../variant.ts'

/** Deployments differ in how the page carries its token (protocol.md §9.2). */
const variant: Variant = {
  name: 'page-by-subprotocol',
  summary: 'The page of the web app sends its token as a subprotocol instead of a ticket.',
  warnings: [],
  scenarios: ['browser-chat'],
  hooks: () => ({
    appSettings: async (settings, next) => next({ ...settings, transport: 'subprotocol' }),
  }),
}

export default variant
