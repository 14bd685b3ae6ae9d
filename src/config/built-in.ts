import type { z } from 'zod'
import type { browserSchema } from '../model/browser.ts'
import { type TargetConfig, targetSchema } from '../model/target.ts'
import { agentEvents } from '../model/words.ts'

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

const eventSelectors = Object.fromEntries(agentEvents.map((event) => [event, `[data-event="${event}"]`]))

/** The page of the twin's web app. */
const twinPage: z.input<typeof browserSchema> = {
  selectors: {
    ready: '[data-testid="composer"]',
    prompt: '[data-testid="prompt"]',
    send: '[data-testid="send"]',
    answer: '[data-testid="answer"]',
    progress: '[data-testid="progress"]',
    events: eventSelectors,
    busy: '[data-testid="busy"]',
    error: '[data-testid="error"]',
    signOut: '[data-testid="sign-out"]',
    signedOut: '[data-testid="sign-in-form"]',
  },
}

/** Our own server needs no protection from us. */
const UNLIMITED = 1_000_000

/** The embedded twin, all but its addresses: those are known once it listens. It has no LLM, so it costs nothing. */
export const twin: Omit<TargetConfig, 'urls'> = targetSchema.omit({ urls: true }).parse({
  signIn: { way: 'e2e' },
  realLlm: true,
  browser: twinPage,
  budget: { requestsPerMinute: UNLIMITED, conversationsPerDay: UNLIMITED },
})
