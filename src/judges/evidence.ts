import type { UpgradeFact } from '../model/evidence.ts'
import { collectIds } from '../protocol/ids.ts'
import { count } from './count.ts'
import type { Judge, Trouble } from './ruling.ts'
import type { EvidenceView, SocketView, UserView } from './view-types.ts'

/** What our own manners forbid (design.md §5): it would make a target serve something else than what users get. */
const forbidden: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a token or another handler in the URL', pattern: /[?&](token|jwt|access_token|mode|ticket)=/i },
  { what: 'a socket that needs no sign-in', pattern: /\/api\/demo\/ws/i },
]

/**
 * Judges whether there is enough to believe a green (design.md §3.2): every user's socket must show a remote address, an
 * upgrade response, bytes from the target, and a value that the client cannot have invented. Blames nobody.
 */
export const judgeEvidenceItself: Judge = (view) => {
  const seen = view.users.filter(({ sockets }) => sockets.length > 0)
  return {
    examined: seen.length,
    symptoms: [],
    troubles: [...badManners(view), ...seen.flatMap((user) => lacks(user) ?? [])],
    missing: view.users.filter(({ sockets }) => sockets.length === 0).map(({ user }) => user.id),
    held: `${count(seen.length, 'user')} with proof from the target itself`,
  }
}

function badManners(view: EvidenceView): Trouble[] {
  const own = view.http.filter(({ purpose }) => !purpose.startsWith('page'))
  const urls = [...own.map(({ url }) => url), ...view.sockets.flatMap(urlOfOurs)]
  return forbidden
    .filter(({ pattern }) => urls.some((url) => pattern.test(url)))
    .map(({ what }) => ({ kind: 'error', cause: 'internal', reason: `The monitor itself used ${what}.` }))
}

/** How a page of the target asks for its socket is the target's business (protocol.md §9.2). */
function urlOfOurs({ upgrade }: SocketView): string[] {
  return upgrade === null || upgrade.client === 'browser' ? [] : [upgrade.url]
}

function lacks(view: UserView): Trouble | null {
  const { user, sockets } = view
  const missing = sockets.map((socket) => firstMissing(view, socket))
  if (missing.includes(null)) return null
  const reason = `Nothing proves that ${user.id} spoke to the target: no ${missing[0] ?? 'socket'}.`
  return { kind: 'inconclusive', cause: 'nothing_examined', reason }
}

function firstMissing(view: UserView, socket: SocketView): string | null {
  if (socket.upgrade?.status !== 101) return 'upgrade response'
  if (!hasAddress(view, socket.upgrade)) return 'remote address'
  if (!socket.frames.some(({ fact }) => fact.direction === 'in' && fact.bytes > 0)) return 'bytes from the target'
  return hasOwnValue(socket) || hasProof(socket) ? null : 'value that only the target can have made'
}

/** A browser does not tell the address of a socket's peer, but that of the page which opened it. */
function hasAddress({ http }: UserView, upgrade: UpgradeFact): boolean {
  if (upgrade.client !== 'browser') return upgrade.remoteAddress !== null
  return http.some(({ purpose, remoteAddress }) => purpose === 'page' && remoteAddress !== null)
}

/** An id in an inbound frame that none of our frames held before. */
function hasOwnValue({ frames, user }: SocketView): boolean {
  const sent = frames.filter(({ fact }) => fact.direction === 'out').map(({ fact }) => fact.data)
  return frames.some(({ events }) =>
    events.some((event) =>
      collectIds(event.fields).some(
        ({ kind, value }) => kind !== 'user' && value !== user.userId && !sent.some((text) => text.includes(value)),
      ),
    ),
  )
}

function hasProof({ conversations }: SocketView): boolean {
  return conversations.some(
    ({ prompt, conversation }) =>
      prompt !== null && prompt.expected !== '' && conversation.answer.includes(prompt.expected),
  )
}
