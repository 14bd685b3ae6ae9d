import { collectIds, type FoundId, userIdMatch } from '../protocol/ids.ts'
import type { EvidenceView, FrameView, SocketView } from './view-types.ts'

/** Values in place of an id that name nobody (protocol.md §7.1). */
const nobody = /^(none|null|undefined|unknown|default|anonymous|system|service(:.*)?|0|)$/i

/** Every id of one frame, and who received it. */
export type FrameIds = { readonly socket: SocketView; readonly frame: FrameView; readonly ids: readonly FoundId[] }

/** Who owns which id of a run. */
export type IdOwners = {
  readonly received: readonly FrameIds[]
  /** Our name of the user to whom a thread, run, connection or event id belongs; null when nobody can tell. */
  ownerOf(id: FoundId): string | null
}

/** Ids in a JSON text; none when it is not JSON. */
export function idsIn(text: string): readonly FoundId[] {
  try {
    return collectIds(JSON.parse(text)).filter(({ value }) => !nobody.test(value))
  } catch {
    return []
  }
}

/**
 * Finds the owner of every id: who sent it, else whom the frame names that carried it, else who received it first.
 * Names come before arrival, so that a frame that went astray still counts for the user it names.
 */
export function findOwners(view: EvidenceView): IdOwners {
  const owners = new Map<string, string>()
  const own = (id: FoundId, user: string) => {
    if (id.kind !== 'user' && !owners.has(keyOf(id))) owners.set(keyOf(id), user)
  }
  const all = view.sockets.flatMap((socket) =>
    socket.frames
      .filter(({ fact }) => fact.opcode === 'text')
      .map((frame): FrameIds => ({ socket, frame, ids: idsIn(frame.fact.data) })),
  )
  const received = all.filter(({ frame }) => frame.fact.direction === 'in')
  const inOrder = [...received].sort((a, b) => a.frame.fact.seq - b.frame.fact.seq)
  for (const { socket, frame, ids } of all)
    if (frame.fact.direction === 'out') for (const id of ids) own(id, socket.user.id)
  for (const { ids } of inOrder) {
    const named = namedUser(view, ids)
    if (named !== null) for (const id of ids) own(id, named)
  }
  for (const { socket, ids } of inOrder) for (const id of ids) own(id, socket.user.id)
  return { received, ownerOf: (id) => owners.get(keyOf(id)) ?? null }
}

/** The one user of this run whom a frame names; null when it names none, or several. */
export function namedUser(view: EvidenceView, ids: readonly FoundId[]): string | null {
  const named = new Set(ids.flatMap((id) => (id.kind === 'user' ? (userOf(view, id.value) ?? []) : [])))
  const [only] = named
  return named.size === 1 && only !== undefined ? only : null
}

/** Our name of the user whom an id as shown stands for; null for somebody outside this run. */
export function userOf(view: EvidenceView, shown: string): string | null {
  const fits = (how: 'whole' | 'prefix') =>
    view.users.find(({ user }) => user.userId !== null && userIdMatch(shown, user.userId) === how)?.user.id
  return fits('whole') ?? fits('prefix') ?? null
}

function keyOf({ kind, value }: FoundId): string {
  return `${kind}:${value}`
}
