import type { Code } from '../model/codes.ts'
import type { Fact, MonitorFact } from '../model/evidence.ts'
import { isAuthError } from './diagnosis/auth.ts'
import type { Trouble } from './ruling.ts'
import type { Symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

/**
 * A circuit breaker that our own bad tokens opened keeps good ones out for 30 s (auth-circuit-open): a good one that is
 * refused so soon after them says nothing.
 */
const BREAKER_MS = 35_000

/** What is left of the symptoms, and why the others cannot be believed. */
export type Withdrawal = { readonly kept: readonly Symptom[]; readonly troubles: readonly Trouble[] }

/** Frames that waited during a stall are stamped right after it: this many real milliseconds count as inside. */
const SLACK_MS = 50

/** What the monitor saw of itself that takes a stretch of time out of its evidence. */
const stretches: ReadonlySet<MonitorFact['what']> = new Set(['loop-stalled', 'clock-jump', 'offline', 'browser-failed'])

/** Blamed on the target only by somebody who is online. */
const needsNetwork: ReadonlySet<Code> = new Set(['target-unreachable', 'sign-in-timeout', 'upgrade-timeout'])

/**
 * Takes back what must not be blamed on the target: what rests on a time in which our own loop stalled, our clock jumped
 * or we were offline; what came after a rate limit; a refusal of credentials that are wrong; the order of a conversation
 * into which frames of others went; a good token refused while our bad ones may have opened a breaker. Safety is never
 * taken back: no stall of ours puts a stranger's id into a frame.
 */
export function withdraw(view: EvidenceView, symptoms: readonly Symptom[]): Withdrawal {
  const windows = view.monitor.filter((fact) => stretches.has(fact.what))
  const limitedAtMs = firstRateLimit(view)
  const refused = new Set(view.monitor.filter((fact) => fact.what === 'credentials-refused').map((fact) => fact.user))
  const astray = new Set(
    symptoms.filter(({ safety, phase }) => safety && phase === 'isolation').map(({ user }) => user),
  )
  const spoiled = new Set<MonitorFact>()
  let shadowed: Symptom | null = null
  const kept = symptoms.filter((each) => {
    if (each.conversation !== null && astray.has(each.user)) return false
    if (each.safety || each.code === 'cloud-armor-rate-ban-429') return true
    if (each.phase === 'auth' && (refused.has(each.user) || refused.has(null))) return false
    const span = spanOf(view, each)
    if (span.toMs >= limitedAtMs) return false
    if (isShadowed(view, each)) {
      shadowed ??= each
      return false
    }
    const hit = windows.find((fact) => spoils(view, fact, each, span))
    if (hit !== undefined) spoiled.add(hit)
    return hit === undefined
  })
  return { kept, troubles: [...[...spoiled].map(sayWindow), ...(shadowed === null ? [] : [sayShadowed(shadowed)])] }
}

/** A good token that was refused as one, shortly after bad ones of ours. */
function isShadowed(view: EvidenceView, each: Symptom): boolean {
  const asked = each.socket?.upgrade ?? null
  if (asked === null || !(asked.status === 401 || asked.status === 403 || isAuthError(each))) return false
  return view.controls.some(({ upgrade }) => {
    const agoMs = upgrade === null ? -1 : asked.atMs - upgrade.atMs
    return agoMs >= 0 && agoMs <= BREAKER_MS
  })
}

function sayShadowed({ user, received }: Symptom): Trouble {
  const reason = `A good token of ${user} was refused (${received}) within ${BREAKER_MS / 1_000} s of bad ones of ours, which may have opened the target's circuit breaker.`
  return { kind: 'inconclusive', cause: 'no_positive_control', reason }
}

function spoils(view: EvidenceView, fact: MonitorFact, each: Symptom, span: Span): boolean {
  if (fact.what === 'offline' && needsNetwork.has(each.code)) return true
  const slackMs = SLACK_MS * view.context.timeScale
  return span.toMs >= fact.atMs - fact.durationMs && span.fromMs <= fact.atMs + slackMs
}

type Span = { readonly fromMs: number; readonly toMs: number }

function spanOf(view: EvidenceView, { window, frames }: Symptom): Span {
  if (window !== null) return window
  const fact = view.facts.get(frames.at(-1) ?? -1)
  const atMs = fact === undefined ? Number.NaN : endOf(fact)
  return { fromMs: atMs, toMs: atMs }
}

function endOf(fact: Fact): number {
  return fact.kind === 'http' || fact.kind === 'upgrade' ? fact.endMs : fact.atMs
}

function firstRateLimit(view: EvidenceView): number {
  const times = view.evidence.facts.flatMap((fact) =>
    (fact.kind === 'http' || fact.kind === 'upgrade') && fact.status === 429 ? [fact.endMs] : [],
  )
  return times.reduce((first, atMs) => Math.min(first, atMs), Number.POSITIVE_INFINITY)
}

function sayWindow({ what, durationMs, detail }: MonitorFact): Trouble {
  const ms = Math.round(durationMs)
  if (what === 'browser-failed')
    return {
      kind: 'error',
      cause: 'browser',
      reason: `Our browser failed: ${detail}; what fell into those ${ms} ms is void.`,
    }
  if (what === 'offline') return { kind: 'error', cause: 'offline', reason: `We were offline ourselves: ${detail}.` }
  return what === 'clock-jump'
    ? { kind: 'error', cause: 'clock_jump', reason: `Our clock jumped; what was timed across those ${ms} ms is void.` }
    : {
        kind: 'error',
        cause: 'loop_stalled',
        reason: `Our event loop stalled for ${ms} ms; what fell into it is void.`,
      }
}
