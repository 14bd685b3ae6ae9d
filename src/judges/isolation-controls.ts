import { userIdMatch } from '../protocol/ids.ts'
import type { IdOwners } from './id-owners.ts'
import type { Trouble } from './ruling.ts'
import type { EvidenceView, UserView } from './view-types.ts'

/**
 * What must be so before silence means isolation: each user saw what was its own, by id and by content; each overlapped
 * in time with another; and nobody left before the others were done.
 */
export function isolationTroubles(view: EvidenceView, owners: IdOwners): Trouble[] {
  const speakers = view.users.filter(({ sockets }) => sockets.some(({ conversations }) => conversations.length > 0))
  const asks = view.context.capabilities.proof !== 'present'
  return [
    ...speakers
      .filter((each) => !sawOwnIds(each, owners))
      .map(({ user }) => noControl(user.id, 'an id of its own, attributed')),
    ...(asks
      ? speakers.filter((each) => !sawOwnNonce(each)).map(({ user }) => noControl(user.id, 'its own reference'))
      : []),
    ...overlapTroubles(speakers),
    ...earlyLeavers(view),
  ]
}

/** Ordered pairs of users of which one was looked through for the marks of the other while both talked. */
export function pairsChecked(view: EvidenceView): number {
  const speakers = view.users.filter(({ sockets }) => sockets.some(({ conversations }) => conversations.length > 0))
  return speakers.reduce(
    (sum, each) => sum + speakers.filter((other) => other !== each && overlap(each, other)).length,
    0,
  )
}

function noControl(user: string, what: string): Trouble {
  const reason = `${user} never received ${what}, so it proves nothing that it received nobody else's.`
  return { kind: 'inconclusive', cause: 'no_positive_control', reason }
}

/** A frame names the user, and an agent event carries an id that is this user's. */
function sawOwnIds({ user, sockets }: UserView, owners: IdOwners): boolean {
  const received = owners.received.filter(({ socket }) => sockets.includes(socket))
  const named = received.some(({ ids }) => ids.some(({ kind, value }) => kind === 'user' && isOwn(value, user.userId)))
  const attributed = received.some(
    ({ frame, ids }) =>
      frame.events.some(({ type }) => type.startsWith('agent_') || type.startsWith('tool_')) &&
      ids.some((id) => (id.kind === 'user' ? isOwn(id.value, user.userId) : owners.ownerOf(id) === user.id)),
  )
  return named && attributed
}

function isOwn(shown: string, userId: string | null): boolean {
  return userId !== null && userIdMatch(shown, userId) !== 'none'
}

function sawOwnNonce({ sockets }: UserView): boolean {
  return sockets.some(({ conversations }) =>
    conversations.some(({ prompt, frames }) =>
      frames.some(
        ({ fact }) =>
          prompt !== null &&
          prompt.nonce !== '' &&
          fact.direction === 'in' &&
          (fact.data.includes(prompt.nonce) || (prompt.expected !== '' && fact.data.includes(prompt.expected))),
      ),
    ),
  )
}

function overlapTroubles(speakers: readonly UserView[]): Trouble[] {
  const alone = speakers.filter((each) => !speakers.some((other) => other !== each && overlap(each, other)))
  const [first] = alone
  if (speakers.length >= 2 && first === undefined) return []
  const reason =
    first === undefined || speakers.length < 2
      ? 'Isolation needs two users who talk at the same time.'
      : `${first.user.id} talked while nobody else did, so nothing could leak.`
  return [{ kind: 'inconclusive', cause: 'no_overlap', reason }]
}

function overlap(a: UserView, b: UserView): boolean {
  const others = talks(b)
  return talks(a).some((one) => others.some((other) => one.fromMs < other.toMs && other.fromMs < one.toMs))
}

function talks({ sockets }: UserView): { readonly fromMs: number; readonly toMs: number }[] {
  return sockets.flatMap(({ conversations, openedMs }) =>
    conversations.map(({ promptAtMs, conversation, untilMs }) => ({
      fromMs: promptAtMs ?? openedMs,
      toMs: conversation.end?.atMs ?? untilMs,
    })),
  )
}

/** Sockets that we closed ourselves before the last conversation of the run had ended: what came later was not seen. */
function earlyLeavers(view: EvidenceView): Trouble[] {
  const lastEndMs = Math.max(...view.users.flatMap(talks).map(({ toMs }) => toMs), Number.NEGATIVE_INFINITY)
  return view.sockets
    .filter(({ close }) => close !== null && close.initiator === 'client' && close.scripted && close.atMs < lastEndMs)
    .map(({ user }) => ({
      kind: 'inconclusive',
      cause: 'no_overlap',
      reason: `The socket of ${user.id} was closed before all users had ended, so what came later was not seen.`,
    }))
}
