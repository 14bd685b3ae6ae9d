import type { UserEvidence } from '../model/evidence-file.ts'
import { type FoundId, userIdMatch } from '../protocol/ids.ts'
import { type IdOwners, idsIn, userOf } from './id-owners.ts'
import type { Leak } from './leak.ts'
import { readsThread } from './thread-controls.ts'
import type { EvidenceView } from './view-types.ts'

/**
 * Structural proof: ids that belong to somebody else, in frames and in HTTP bodies. A thread that the server renamed is
 * legal, and so are neighbouring numbers of one counter: only equal ids count (protocol.md §7.1, §7.2).
 */
export function idLeaks(view: EvidenceView, owners: IdOwners): Leak[] {
  const framed = owners.received.flatMap(({ socket, frame, ids }) =>
    foreignIds(view, owners, socket.user, ids, frame.fact.seq),
  )
  const fetched = view.users.flatMap(({ user, http }) =>
    http
      .filter((fact) => !readsThread(fact))
      .flatMap((fact) => foreignIds(view, owners, user, idsIn(fact.body), fact.seq)),
  )
  return [...framed, ...fetched]
}

function foreignIds(
  view: EvidenceView,
  owners: IdOwners,
  user: UserEvidence,
  ids: readonly FoundId[],
  seq: number,
): Leak[] {
  return ids.flatMap((id) => {
    const owner = foreignOwner(view, owners, user, id)
    if (owner === undefined) return []
    return { channel: 'id', receiver: user.id, owner, what: `${id.path} ${id.value}`, seq }
  })
}

/** Whose id it is when it is not the receiver's: a user of this run, or null for a stranger. Undefined: it is fine. */
function foreignOwner(
  view: EvidenceView,
  owners: IdOwners,
  user: UserEvidence,
  id: FoundId,
): string | null | undefined {
  if (id.kind !== 'user') {
    const owner = owners.ownerOf(id)
    return owner === null || owner === user.id ? undefined : owner
  }
  if (user.userId === null || userIdMatch(id.value, user.userId) !== 'none') return undefined
  return userOf(view, id.value)
}
