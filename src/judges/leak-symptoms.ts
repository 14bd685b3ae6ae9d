import type { Code } from '../model/codes.ts'
import { idsIn, namedUser } from './id-owners.ts'
import type { Leak } from './leak.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

/** More frames of one leak prove nothing more. */
const MOST_FRAMES = 20

/** One symptom for each receiver, owner and name of what leaked. */
export function leakSymptoms(view: EvidenceView, leaks: readonly Leak[]): Symptom[] {
  const crossed = new Set(
    leaks.filter(({ channel }) => channel === 'id' || channel === 'bystander').map(({ seq }) => seq),
  )
  const quoted = new Set(leaks.filter(({ channel }) => channel === 'nonce').map(placeOf))
  const named = leaks.map((leak) => ({ leak, code: codeOf(view, leak, { crossed, quoted }) }))
  const groups = Map.groupBy(named, ({ leak, code }) => `${code}\n${leak.receiver}\n${leak.owner}`)
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const { receiver, owner, what } = first.leak
    const seqs = [...new Set([first, ...others].map(({ leak }) => leak.seq))]
    return symptom({
      code: first.code,
      phase: 'isolation',
      severity: 'fail',
      user: receiver,
      expected: `nothing of ${owner ?? 'anybody else'} reaches ${receiver ?? 'an endpoint that is nobody in particular’s'}`,
      received: `${quote(what)}${others.length === 0 ? '' : `, and ${others.length} more`}`,
      frames: seqs.slice(0, MOST_FRAMES),
      safety: true,
    })
  })
}

type Signs = {
  /** seq of frames that went astray. */
  readonly crossed: ReadonlySet<number>
  /** Where somebody else's reference was. */
  readonly quoted: ReadonlySet<string>
}

/**
 * A frame that went astray is an event leak, whatever it holds. In a frame that is the receiver's own, another's
 * reference came through the model (llm-cache-cross-user), and another's fact with it; a fact alone came through shared
 * state (cross-user-state-bleed).
 */
function codeOf(view: EvidenceView, leak: Leak, { crossed, quoted }: Signs): Code {
  const { channel, receiver, what, seq } = leak
  if (channel === 'bystander' && /^broadcast/.test(what)) return 'broadcast-to-all-handler'
  const fact = view.facts.get(seq)
  if (fact?.kind === 'screen' || (fact?.kind === 'http' && fact.role === 'app')) return 'foreign-content-on-screen'
  if (channel === 'token' || crossed.has(seq)) return 'cross-user-event-leak'
  if (fact?.kind === 'http') return 'cross-user-state-bleed'
  if (channel === 'fact' && !quoted.has(placeOf(leak))) return 'cross-user-state-bleed'
  return fact?.kind === 'frame' && isOwn(view, receiver, fact.data) ? 'llm-cache-cross-user' : 'cross-user-event-leak'
}

function placeOf({ receiver, owner, seq }: Leak): string {
  return `${receiver}\n${owner}\n${seq}`
}

/** Whether a frame names its receiver, or is part of a thread or run of which the receiver's prompt was the cause. */
function isOwn(view: EvidenceView, receiver: string | null, data: string): boolean {
  const ids = idsIn(data)
  const named = namedUser(view, ids)
  return named === null ? ids.length > 0 : named === receiver
}
