import { type Thresholds, thresholdsSchema } from '../model/target.ts'
import type { UserScript } from './user-script.builder.ts'

/** One wait, its limits tried from both sides. */
export type LatencyCase = {
  readonly what: string
  readonly ms: number
  readonly severity: 'fine' | 'warn' | 'fail'
  readonly code: string
  readonly phase: string
  readonly thresholds: Thresholds
  readonly tell: (user: UserScript, ms: number) => UserScript
}

const opened = (user: UserScript) => user.signIn().upgrade().welcome()

const waits: readonly (Omit<LatencyCase, 'ms' | 'severity' | 'code' | 'thresholds'> & {
  codes: [string, string]
  limits: [number, number]
})[] = [
  {
    what: 'a sign-in',
    phase: 'auth',
    codes: ['sign-in-slow', 'sign-in-slow'],
    limits: [1_000, 5_000],
    tell: (user, ms) => user.http({ tookMs: ms, body: '{"access_token":"x"}' }),
  },
  {
    what: 'a welcome',
    phase: 'welcome',
    codes: ['slow-handshake', 'slow-handshake'],
    limits: [2_000, 10_000],
    tell: (user, ms) =>
      user
        .signIn()
        .upgrade({ tookMs: ms - 50 })
        .welcome(),
  },
  {
    what: 'a first event',
    phase: 'events',
    codes: ['first-event-slow', 'first-event-slow'],
    limits: [5_000, 20_000],
    tell: (user, ms) => opened(user).prompt().event('agent_started', {}, ms).thinking().completed(),
  },
  {
    what: 'a silence',
    phase: 'events',
    codes: ['llm-slow', 'llm-slow'],
    limits: [60_000, 90_000],
    tell: (user, ms) => opened(user).prompt().started().event('agent_thinking', {}, ms).completed(),
  },
  {
    what: 'an answer',
    phase: 'answer',
    codes: ['llm-slow', 'answer-timeout'],
    limits: [60_000, 120_000],
    tell(user, ms) {
      opened(user).prompt()
      for (const part of [1, 2, 3])
        user.event(part === 1 ? 'agent_started' : 'agent_thinking', {}, part === 1 ? 4_000 : (ms - 4_000) / 3)
      return user.event('agent_completed', { data: { result: { answer: user.expected } } }, (ms - 4_000) / 3)
    },
  },
]

/** Every wait just within and just beyond both of its limits. */
export const latencyCases: readonly LatencyCase[] = waits.flatMap(({ codes, limits: [warn, fail], ...rest }) => {
  // A long silence makes a late answer too; here each wait is tried alone.
  const answer = rest.phase === 'answer' ? {} : { warnMs: 119_000, failMs: 120_000 }
  const wait = { ...rest, thresholds: thresholdsSchema.parse({ answer }) }
  return [
    { ...wait, ms: warn, severity: 'fine', code: codes[0] },
    { ...wait, ms: warn + 3, severity: 'warn', code: codes[0] },
    { ...wait, ms: fail, severity: 'warn', code: codes[0] },
    { ...wait, ms: fail + 3, severity: 'fail', code: codes[1] },
  ]
})
