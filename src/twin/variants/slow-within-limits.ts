import type { Variant } from '../variant.ts'

/** Well below the warn limits of design rule "thresholds": sign-in 1 s, welcome 2 s, first event 5 s, silence and answer 60 s. */
const signInMs = 500
const welcomeMs = 1_000
const firstEventMs = 3_000
const thinkingMs = 35_000

/** A target that takes its time with everything, and never too long. */
const variant: Variant = {
  name: 'slow-within-limits',
  summary: 'Sign-in, welcome, first event and answer are slow, and all within their limits.',
  warnings: [],
  hooks: ({ clock }) => ({
    async authHttp(call, next) {
      await clock.sleep(signInMs, call.signal)
      return next(call)
    },
    async establish(connection, next) {
      await clock.sleep(welcomeMs, connection.signal)
      await next(connection)
    },
    async script(run, next) {
      const waits: Readonly<Record<string, number>> = { agent_started: firstEventMs, agent_completed: thinkingMs }
      return (await next(run)).map((step) => ({ ...step, afterMs: step.afterMs + (waits[step.action.kind] ?? 0) }))
    },
  }),
}

export default variant
