import type { Fact } from '../model/evidence.ts'
import { readsThread } from './thread-controls.ts'
import type { EvidenceView, FrameView, SocketView } from './view-types.ts'

/** A text that reached somebody, and which fact brought which part of it. */
export type InboundText = {
  readonly receiver: string | null
  readonly text: string
  /** seq of the fact that brought the character at an offset. */
  seqAt(offset: number): number
}

/** Frames in which an answer comes piece by piece (protocol.md §3.7). */
const pieceTypes: ReadonlySet<string> = new Set(['stream_chunk', 'partial_result', 'agent_response_chunk'])
const pieceNames = ['content', 'chunk', 'delta', 'text', 'message', 'token', 'data'] as const

/** Everything that reached users: each socket's frames run together, streamed pieces run together, bodies, close reasons, screens. */
export function inboundTexts(view: EvidenceView): InboundText[] {
  const bodies = view.http
    .filter((fact) => fact.body !== '' && !readsThread(fact))
    .map((fact) => single(fact.user, fact.body, fact.seq))
  return [...view.sockets.flatMap(textsOfSocket), ...bodies, ...view.evidence.facts.flatMap(textOfScreen)]
}

/** What stood on a page, or lay in its storage. */
function textOfScreen(fact: Fact): InboundText[] {
  return fact.kind === 'screen' && fact.text !== '' ? [single(fact.user, fact.text, fact.seq)] : []
}

function textsOfSocket({ user, frames, upgrade, close }: SocketView): InboundText[] {
  const texts: InboundText[] = []
  const inbound = frames.filter(({ fact }) => fact.direction === 'in')
  texts.push(
    join(
      user.id,
      inbound.map(({ fact }) => ({ text: fact.data, seq: fact.seq })),
    ),
  )
  const pieces = inbound.flatMap(piecesOf)
  if (pieces.length > 1) texts.push(join(user.id, pieces))
  if (upgrade !== null && upgrade.body !== '') texts.push(single(user.id, upgrade.body, upgrade.seq))
  if (close !== null && close.reason !== '') texts.push(single(user.id, close.reason, close.seq))
  return texts
}

type Part = { readonly text: string; readonly seq: number }

function piecesOf({ fact, events }: FrameView): Part[] {
  return events
    .filter(({ type }) => pieceTypes.has(type))
    .flatMap(({ fields }) =>
      pieceNames.flatMap((name) => {
        const value = fields[name]
        return typeof value === 'string' ? [{ text: value, seq: fact.seq }] : []
      }),
    )
}

function join(receiver: string, parts: readonly Part[]): InboundText {
  const ends: number[] = []
  let length = 0
  for (const { text } of parts) {
    length += text.length
    ends.push(length)
  }
  return {
    receiver,
    text: parts.map(({ text }) => text).join(''),
    seqAt: (offset) => parts[firstAbove(ends, offset)]?.seq ?? 0,
  }
}

/** Index of the first value above `limit`, in ascending values. */
function firstAbove(values: readonly number[], limit: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) > limit) high = middle
    else low = middle + 1
  }
  return low
}

function single(receiver: string | null, text: string, seq: number): InboundText {
  return { receiver, text, seqAt: () => seq }
}
