import { growths } from '../growth.ts'
import type { Symptom } from '../symptom.ts'
import type { EvidenceView, SocketView } from '../view-types.ts'
import { closeShapes, wordsOf } from './close-sign.ts'
import { errorSigns } from './error-sign.ts'
import type { Rule } from './rule.ts'

/** Words of a limit, and those with which a connection is refused once one is met (failures.md E3). */
const limitWords =
  /(maximum|too many|limit)[^.]{0,40}(manager|connection)s?|(manager|resource|connection)s? limit|over limit/i
const refusalWords = /failed to establish connection|factory/i
/** Sockets that end within this time ended together. */
const TOGETHER_MS = 1_000
/** Deaths that come at regular intervals: so many of them, and the longest interval at most this much longer. */
const FEWEST_DEATHS = 3
const REGULAR_WITHIN = 1.5

/** What fills up, and whom it hits: family J, and E3. Limits of one user come before what else a factory may say. */
export const exhaustionRules: readonly Rule[] = [
  {
    code: 'resource-limit-cascade',
    from: closeShapes,
    when: (symptom, view) => isRefusal(wordsOf(symptom)) && hitsOthers(view),
  },
  {
    code: 'manager-limit-exhausted',
    from: closeShapes,
    when: (symptom, view) => {
      const words = wordsOf(symptom)
      return limitWords.test(words) || (refusalWords.test(words) && workedBefore(symptom, view))
    },
  },
  {
    code: 'handler-accumulation',
    from: ['slow-handshake', 'first-event-slow'],
    when: ({ severity }, view) => severity === 'warn' && growths(view).length > 0,
  },
]

/** After the rules that go by the age of a socket; before that of a single death. */
export const regularDeathRules: readonly Rule[] = [
  {
    code: 'memory-growth',
    from: ['closed-mid-run'],
    when: ({ socket }, view) => socket !== null && isAbrupt(socket) && diesRegularly(view),
  },
]

function isRefusal(words: string): boolean {
  return limitWords.test(words) || refusalWords.test(words)
}

/** An earlier connection of this user was fine, so the user itself is: something fills up. */
function workedBefore({ socket, user }: Pick<Symptom, 'socket' | 'user'>, view: EvidenceView): boolean {
  return view.sockets.some(
    (other) => other.user.id === user && other.welcome !== null && other.openedMs < (socket?.openedMs ?? 0),
  )
}

/** One user met a limit after having been let in before, and another is refused alike. */
function hitsOthers(view: EvidenceView): boolean {
  const refused = view.sockets.filter(isRefused)
  const users = new Set(refused.map(({ user }) => user.id))
  return users.size > 1 && refused.some((socket) => workedBefore({ socket, user: socket.user.id }, view))
}

function isRefused({ close, frames, conversations }: SocketView): boolean {
  if (close === null || close.initiator !== 'server' || close.code !== 1011 || conversations.length > 0) return false
  return isRefusal([...errorSigns(frames).map(({ text }) => text), close.reason].join(' '))
}

/** Ends without a close frame at even intervals, of which at least one took several users: an instance, not a socket. */
function diesRegularly(view: EvidenceView): boolean {
  const deaths = deathsOf(view)
  const gaps = deaths.slice(1).map(({ atMs }, index) => atMs - (deaths[index]?.atMs ?? atMs))
  return (
    deaths.length >= FEWEST_DEATHS &&
    deaths.some(({ users }) => users.size > 1) &&
    Math.max(...gaps) <= REGULAR_WITHIN * Math.min(...gaps)
  )
}

type Death = { readonly atMs: number; readonly users: Set<string> }

function deathsOf(view: EvidenceView): Death[] {
  const deaths: Death[] = []
  const ends = view.sockets
    .filter(isAbrupt)
    .map(({ close, user, untilMs }) => ({ atMs: close?.atMs ?? untilMs, user: user.id }))
    .toSorted((a, b) => a.atMs - b.atMs)
  for (const { atMs, user } of ends) {
    const last = deaths.at(-1)
    if (last !== undefined && atMs - last.atMs <= TOGETHER_MS) last.users.add(user)
    else deaths.push({ atMs, users: new Set([user]) })
  }
  return deaths
}

function isAbrupt({ close }: SocketView): boolean {
  return close !== null && close.code === 1006 && close.initiator === 'none'
}
