import type { CloseFact } from '../model/evidence.ts'
import type { Phase } from '../model/words.ts'
import { isOwnKeepaliveLoss } from './own-stall.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView, SocketView } from './view-types.ts'

/**
 * Why the end of a socket is a finding; null when it is none. Every end is one but ours: 1000 sent because the scenario
 * asked for it and answered by 1000, or a scripted drop (design.md §4). A close of our own clean-up says nothing of the target.
 */
export function closeSymptom(view: EvidenceView, socket: SocketView): Symptom | null {
  const { close } = socket
  if (close === null || isOwnKeepaliveLoss(view, socket)) return null
  if (close.error?.code.startsWith('WS_ERR_') === true) return badFrame(socket, close, close.error)
  if (close.initiator === 'client') return isUnanswered(close) ? unanswered(socket, close) : null
  const phase = phaseOfClose(socket)
  const polite = phase === 'close' && (close.code === 1000 || close.code === 1001)
  return symptom({
    code: plainCode(close, phase),
    phase,
    severity: polite ? 'warn' : 'fail',
    user: socket.user.id,
    expected: 'the socket stays open until we close it with 1000',
    received: `${sayClose(close)} ${Math.round(close.ageMs)} ms after it opened`,
    frames: [close.seq],
    socket,
  })
}

/** Our close frame got another answer than 1000. A connection that the scenario dropped had none to be answered. */
function isUnanswered({ scripted, sentCode, code }: CloseFact): boolean {
  return scripted && sentCode !== null && code !== 1000
}

/** A close as a person reads it. */
export function sayClose(close: CloseFact): string {
  const who = close.initiator === 'none' ? 'the connection ended' : `closed by the ${close.initiator}`
  return `${who} with ${close.code}${close.reason === '' ? '' : ` "${quote(close.reason)}"`}`
}

/** The rung in which a socket ended: a close that comes early belongs to the phase it came in (design.md §1). */
export function phaseOfClose(socket: SocketView): Phase {
  const last = socket.conversations.at(-1)
  if (last === undefined) return socket.welcome === null ? 'welcome' : 'events'
  const { end, answer, events } = last.conversation
  if (end !== null && end.kind !== 'closed') return 'close'
  if (socket.welcome === null && events.length === 0) return 'welcome'
  return answer === '' ? 'events' : 'answer'
}

function plainCode(close: CloseFact, phase: Phase): Symptom['code'] {
  if (close.code === 1005) return 'closed-without-code'
  return close.code === 1011 && phase === 'welcome' ? 'accepted-then-closed-1011' : 'closed-mid-run'
}

/** A frame that broke the WebSocket protocol made our client close: the target's error, not a drop. */
function badFrame(socket: SocketView, close: CloseFact, error: { code: string; message: string }): Symptom {
  const oversized = error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
  return symptom({
    code: oversized ? 'oversized-frame' : 'malformed-frame',
    phase: phaseOfClose(socket),
    user: socket.user.id,
    expected: oversized ? 'frames of at most 4 MiB' : 'frames that keep RFC 6455',
    received: `${error.code}: ${quote(error.message)}`,
    frames: [close.seq],
    socket,
  })
}

function unanswered(socket: SocketView, close: CloseFact): Symptom {
  return symptom({
    code: close.code === 1005 ? 'closed-without-code' : 'closed-mid-run',
    phase: 'close',
    severity: 'fail',
    user: socket.user.id,
    expected: 'our close 1000 is answered by 1000',
    received: close.code === 1006 ? 'no close frame at all (1006)' : `${close.code} "${quote(close.reason)}"`,
    frames: [close.seq],
    socket,
  })
}
