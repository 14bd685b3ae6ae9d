import { isResumed } from '../resumed.ts'
import type { Symptom } from '../symptom.ts'
import type { EvidenceView, SocketView } from '../view-types.ts'
import type { Rule } from './rule.ts'
import { instanceOf } from './way.ts'

/** What shows that the rest of a conversation did not come to the socket that it was carried over to. */
const shapes = ['agent-death-silent', 'answer-timeout'] as const

/** Family F14: what becomes of a run when its user comes back on another socket. */
export const reconnectRules: readonly Rule[] = [
  { code: 'cross-instance-delivery-gap', from: shapes, when: lostOnlyElsewhere },
  {
    code: 'events-lost-on-reconnect',
    from: shapes,
    when: ({ socket, conversation }) => isResumed(socket, conversation),
  },
]

/** On another instance the rest did not come; on the same one it did, for somebody of this run. */
function lostOnlyElsewhere({ socket, conversation }: Symptom, view: EvidenceView): boolean {
  if (socket === null || !isResumed(socket, conversation) || stayed(socket, view) !== false) return false
  return view.sockets.some((other) => stayed(other, view) === true && gotItsAnswer(other))
}

/** Whether a socket came back to the instance of the one it resumes; null when it resumes none, or nobody can tell. */
function stayed(socket: SocketView, view: EvidenceView): boolean | null {
  const { user, upgrade } = socket
  const left = view.sockets.find((other) => other.user === user && other.name === upgrade?.resumes)
  const [now, before] = [instanceOf(socket), left === undefined ? null : instanceOf(left)]
  return now === null || before === null ? null : now === before
}

function gotItsAnswer({ conversations }: SocketView): boolean {
  const kind = conversations[0]?.conversation.end?.kind
  return kind === 'completed' || kind === 'settled'
}
