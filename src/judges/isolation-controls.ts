import { isAgentEvent } from '../protocol/event-types.ts'
import { userIdMatch } from '../protocol/ids.ts'
import type { FrameIds, IdOwners } from './id-owners.ts'
import { type Talker, talkers, talkTogether } from './overlap.ts'
import type { Trouble } from './ruling.ts'
import type { EvidenceView, UserView } from './view-types.ts'

/**
 * What must be so before silence means isolation: each user saw what was its own, by id and by content; each overlapped
 * in time with another; and nobody left before the others were done.
 */
export function isolationTroubles(view: EvidenceView, owners: IdOwners): Trouble[] {
  const all = talkers(view)
  const named = sawOwnIds(owners)
  const nameless = all.filter((talker) => !named(talker.view))
  const asks = view.context.capabilities.proof !== 'present'
  const unmarked = asks ? all.filter((talker) => !sawOwnNonce(talker.view)) : []
  return [
    ...nameless.map((talker) => noControl(talker, 'an id of its own, attributed')),
    ...unmarked.map((talker) => noControl(talker, 'its own reference')),
    ...overlapTroubles(all),
    ...earlyLeavers(view, all),
  ]
}

function noControl({ view: { user } }: Talker, what: string): Trouble {
  const reason = `${user.id} never received ${what}, so it proves nothing that it received nobody else's.`
  return { kind: 'inconclusive', cause: 'no_positive_control', reason }
}

/** Structural control: a frame names the user, and an agent event carries an id that is this user's. */
export function sawOwnIds(owners: IdOwners): (view: UserView) => boolean {
  const received = Map.groupBy(owners.received, ({ socket }) => socket.user)
  return ({ user }) => isNamed(user, received.get(user) ?? [], owners)
}

function isNamed(user: UserView['user'], received: readonly FrameIds[], owners: IdOwners): boolean {
  const named = received.some(({ ids }) => ids.some(({ kind, value }) => kind === 'user' && isOwn(value, user.userId)))
  const attributed = received.some(
    ({ frame, ids }) =>
      frame.events.some(({ type }) => isAgentEvent(type)) &&
      ids.some((id) => (id.kind === 'user' ? isOwn(id.value, user.userId) : owners.ownerOf(id) === user.id)),
  )
  return named && attributed
}

function isOwn(shown: string, userId: string | null): boolean {
  return userId !== null && userIdMatch(shown, userId) !== 'none'
}

/** Content control: the user's own reference came back. */
export function sawOwnNonce({ sockets }: UserView): boolean {
  return sockets.some(({ conversations }) =>
    conversations.some(({ prompt, frames }) => {
      const marks = [prompt?.nonce ?? '', prompt?.expected ?? ''].filter((mark) => mark !== '')
      return frames.some(({ fact }) => fact.direction === 'in' && marks.some((mark) => fact.data.includes(mark)))
    }),
  )
}

function overlapTroubles(all: readonly Talker[]): Trouble[] {
  const alone = all.find((each) => !all.some((other) => other !== each && talkTogether(each, other)))
  if (all.length >= 2 && alone === undefined) return []
  const reason =
    alone === undefined || all.length < 2
      ? 'Isolation needs two users who talk at the same time.'
      : `${alone.view.user.id} talked while nobody else did, so nothing could leak.`
  return [{ kind: 'inconclusive', cause: 'no_overlap', reason }]
}

/** Sockets that we closed ourselves before the last conversation of the run had ended: what came later was not seen. */
function earlyLeavers(view: EvidenceView, all: readonly Talker[]): Trouble[] {
  const lastEndMs = all.flatMap(({ talks }) => talks).reduce((last, { toMs }) => Math.max(last, toMs), 0)
  return view.sockets
    .filter(({ close }) => close !== null && close.initiator === 'client' && close.scripted && close.atMs < lastEndMs)
    .map(({ user }) => ({
      kind: 'inconclusive',
      cause: 'no_overlap',
      reason: `The socket of ${user.id} was closed before all users had ended, so what came later was not seen.`,
    }))
}
