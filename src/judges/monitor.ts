import type { ErrorCause } from '../model/causes.ts'
import type { MonitorFact } from '../model/evidence.ts'
import type { Judge, Trouble } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

/** How what the monitor saw of itself ends a run; null for what says nothing by itself. */
const causes: Readonly<Record<MonitorFact['what'], ErrorCause | null>> = {
  'loop-stalled': null,
  'clock-jump': null,
  offline: 'offline',
  'scenario-threw': 'scenario_threw',
  'credentials-refused': 'credentials',
  'frame-flood': null,
  deadline: 'internal',
  'caller-deadline': null,
  cancelled: null,
  'cleanup-failed': 'internal',
  'browser-failed': 'browser',
}

const sayings: Readonly<Record<ErrorCause, string>> = {
  scenario_threw: 'The scenario threw',
  judge_threw: 'A judge threw',
  browser: 'The browser failed',
  loop_stalled: 'Our own event loop stalled',
  clock_jump: 'Our clock jumped',
  offline: 'We are offline ourselves',
  credentials: 'Our credentials are no good',
  killed: 'The run was killed',
  internal: 'The monitor could not finish its work',
}

/** Judges the monitor by its own testimony, and stops at a rate limit, which is our doing until proven otherwise. */
export const judgeMonitor: Judge = (view) => {
  const limited = rateLimited(view)
  return {
    examined: view.evidence.steps.length + view.evidence.facts.length,
    symptoms: [...limited, ...floods(view)],
    troubles: [...confessions(view), ...(limited.length > 0 ? [sayRateLimited(limited.length)] : [])],
    missing: [],
    held: 'the monitor worked as it should',
  }
}

function confessions(view: EvidenceView): Trouble[] {
  const told = view.monitor.flatMap((fact): Trouble[] => {
    const cause = causes[fact.what]
    return cause === null ? [] : [{ kind: 'error', cause, reason: `${sayings[cause]}: ${fact.detail || fact.what}.` }]
  })
  const { ended } = view.context
  if (told.length > 0 || (ended !== 'error' && ended !== 'deadline')) return told
  const why = ended === 'deadline' ? 'the run ran out of time' : 'the run broke off'
  return [{ kind: 'error', cause: 'internal', reason: `${sayings.internal}: ${why}.` }]
}

/** Every 429 anywhere (cloud-armor-rate-ban-429). A warning: it makes the run inconclusive, it blames nobody. */
function rateLimited(view: EvidenceView): Symptom[] {
  return view.evidence.facts.flatMap((fact) => {
    if ((fact.kind !== 'http' && fact.kind !== 'upgrade') || fact.status !== 429) return []
    return symptom({
      code: 'cloud-armor-rate-ban-429',
      phase: fact.kind === 'upgrade' ? 'handshake' : fact.purpose === 'sign-in' ? 'auth' : 'platform',
      severity: 'warn',
      user: fact.user,
      expected: 'no rate limit',
      received: `429 from ${fact.url}`,
      frames: [fact.seq],
    })
  })
}

function sayRateLimited(count: number): Trouble {
  const reason = `The target answered 429 to ${count === 1 ? 'a request' : `${count} requests`}: nothing after it says anything.`
  return { kind: 'inconclusive', cause: 'rate_limited', reason }
}

function floods(view: EvidenceView): Symptom[] {
  return view.monitor
    .filter((fact) => fact.what === 'frame-flood')
    .map((fact) =>
      symptom({
        code: 'frame-flood',
        phase: 'events',
        user: fact.user,
        expected: 'no more frames than a conversation needs',
        received: fact.detail,
        frames: [fact.seq],
      }),
    )
}
