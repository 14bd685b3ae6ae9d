import { type TargetConfig, targetSchema } from '../model/target.ts'

/**
 * The shared staging system under the host names that its own clients use (protocol.md §8.1, first column).
 * It runs a real LLM, so `realLlm` stays false: who watches it says so.
 */
export const staging: TargetConfig = targetSchema.parse({
  urls: {
    auth: 'https://auth.staging.netrasystems.ai',
    api: 'https://api.staging.netrasystems.ai',
    ws: 'wss://api.staging.netrasystems.ai/ws',
    app: 'https://app.staging.netrasystems.ai',
  },
  signIn: { way: 'e2e' },
})

/** Our own server needs no protection from us. */
const UNLIMITED = 1_000_000

/** The embedded twin, all but its addresses: those are known once it listens. It has no LLM, so it costs nothing. */
export const twin: Omit<TargetConfig, 'urls'> = targetSchema.omit({ urls: true }).parse({
  signIn: { way: 'e2e' },
  realLlm: true,
  budget: { requestsPerMinute: UNLIMITED, conversationsPerDay: UNLIMITED },
})
