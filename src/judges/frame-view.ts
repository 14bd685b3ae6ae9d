import type { FrameFact } from '../model/evidence.ts'
import { unwrap } from '../protocol/unwrap.ts'
import type { FrameView } from './view-types.ts'

/** Decodes one frame once, for all judges. Never throws: what cannot be read is a problem of the frame. */
export function viewFrame(fact: FrameFact): FrameView {
  if (fact.direction === 'out' || fact.opcode === 'ping' || fact.opcode === 'pong') {
    return { fact, events: [], problem: null }
  }
  if (fact.opcode === 'binary') return { fact, events: [], problem: 'a binary frame where JSON text was due' }
  const unwrapped = unwrap(fact.data)
  return unwrapped.kind === 'events'
    ? { fact, events: unwrapped.events, problem: null }
    : { fact, events: [], problem: unwrapped.problem }
}
