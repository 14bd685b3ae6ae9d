import { type Code, codes } from '../model/codes.ts'
import type { HttpFact } from '../model/evidence.ts'
import type { Finding } from '../model/judgement.ts'
import type { Domain, Phase, Severity } from '../model/words.ts'
import type { ConversationView, SocketView } from './view-types.ts'

/** A finding in the making: the plain shape a judge saw, and where diagnosis may look to give it a finer name. */
export type Symptom = {
  readonly code: Code
  /** Null: the domain of the code. Set where the plain shape says less than the judge knows. */
  readonly domain: Domain | null
  readonly phase: Phase
  readonly severity: Severity
  readonly user: string | null
  readonly expected: string
  readonly received: string
  /** seq of the facts that prove it, the decisive one last. */
  readonly frames: readonly number[]
  /** Null: the first step that the table of codes gives. */
  readonly hint: string | null
  /** The stretch of time on which a claim about waiting rests; null: the moment of the decisive frame. */
  readonly window: { readonly fromMs: number; readonly toMs: number } | null
  /** Safety holds on any prefix of a run, outranks every rung and is never void (design.md §1). */
  readonly safety: boolean
  readonly socket: SocketView | null
  readonly conversation: ConversationView | null
  readonly http: HttpFact | null
}

type Given = Pick<Symptom, 'code' | 'phase' | 'user' | 'expected' | 'received' | 'frames'> & Partial<Symptom>

/** Makes a symptom. What is left out: the severity of the code's entry, no safety, nothing for diagnosis to look at. */
export function symptom(given: Given): Symptom {
  return {
    domain: null,
    severity: codes[given.code].severity,
    hint: null,
    window: null,
    safety: false,
    socket: null,
    conversation: null,
    http: null,
    ...given,
  }
}

/** The finding that a report shows. */
export function toFinding(from: Symptom): Finding {
  const entry = codes[from.code]
  return {
    code: from.code,
    domain: from.domain ?? entry.domain,
    phase: from.phase,
    severity: from.severity,
    user: from.user,
    expected: from.expected,
    received: from.received,
    frames: [...from.frames],
    hint: from.hint ?? entry.first,
  }
}
