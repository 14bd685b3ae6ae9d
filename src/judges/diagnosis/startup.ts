import type { Symptom } from '../symptom.ts'
import type { EvidenceView } from '../view-types.ts'
import { wordsOf } from './close-sign.ts'
import type { Rule } from './rule.ts'
import { isSameWay } from './way.ts'

/** A start-up is over after this time. */
const COLD_START_MS = 30_000
/** What a start-up says that waits for one service; it may wait for ever (supervisor-not-ready). */
const serviceWords = /agent_supervisor|service initialization failed|SERVICE_INIT_FAILED|service startup incomplete/i

/** Families A5 and A6: a start-up that refuses sockets for a while. It clears by itself, which nothing else does. */
export const startupRules: readonly Rule[] = [
  {
    code: 'startup-queue-500',
    from: ['upgrade-refused'],
    when: (symptom, view) => symptom.socket?.upgrade?.status === 500 && cleared(symptom, view),
  },
  {
    code: 'cold-start-window',
    from: ['upgrade-refused', 'accepted-then-closed-1011'],
    when: (symptom, view) =>
      [403, 101].includes(symptom.socket?.upgrade?.status ?? 0) &&
      !serviceWords.test(wordsOf(symptom)) &&
      cleared(symptom, view),
  },
]

/** The same user got through a little later in the same way, and never before: nothing is broken for good, or flaps. */
function cleared({ socket, user }: Symptom, view: EvidenceView): boolean {
  const upgrade = socket?.upgrade ?? null
  if (socket === null || upgrade === null) return false
  const good = view.sockets.filter(
    (other) => other.user.id === user && other.welcome !== null && isSameWay(other, socket),
  )
  return (
    good.some(({ openedMs }) => openedMs > upgrade.endMs && openedMs - upgrade.endMs <= COLD_START_MS) &&
    good.every(({ openedMs }) => openedMs > upgrade.atMs)
  )
}
