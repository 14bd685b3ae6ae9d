import type { Phase } from '../model/words.ts'
import { conversationTimes } from './times.ts'
import type { EvidenceView, SocketView } from './view-types.ts'

/** One wait of one user on one connection. */
type Point = {
  readonly socket: SocketView
  /** seq of the frame that ended the wait. */
  readonly seq: number
  readonly tookMs: number
  /** What of it may be our own delay. */
  readonly doubtMs: number
}

/** A wait that grew from connection to connection of one user. */
export type Growth = {
  readonly what: string
  readonly phase: Phase
  readonly user: string
  readonly first: Point
  readonly last: Point
  /** The shortest waits of the first and of the last third. */
  readonly fromMs: number
  readonly toMs: number
}

/** Fewer connections show no trend. */
const FEWEST_POINTS = 4
/** From the first third to the last a wait must have grown by this factor and by this much, milliseconds. */
const GROWN_TIMES = 3
const GROWN_BY_MS = 1_000
/** What each step from third to third must have of the whole: growth comes steadily, a busy machine at once. */
const SHARE_OF_STEP = 0.2
/** A wait of which more than this may be our own delay says nothing; most of the last third must say something. */
const MOST_DOUBT = 0.25

/** Every wait that a trend could show in. */
export function trendPoints(view: EvidenceView): readonly Point[] {
  return view.users.flatMap(({ sockets }) => [...welcomes(view, sockets), ...firstEvents(view, sockets)])
}

/**
 * Every wait that grew. Delays only ever add to a wait, so the shortest of each third counts; of the last, less what
 * our own loop may have added to it.
 */
export function growths(view: EvidenceView): Growth[] {
  return view.users.flatMap(({ user, sockets }) => [
    ...growth({ what: 'the welcome', phase: 'welcome', user: user.id }, welcomes(view, sockets)),
    ...growth({ what: 'the first agent event', phase: 'events', user: user.id }, firstEvents(view, sockets)),
  ])
}

function growth(about: Pick<Growth, 'what' | 'phase' | 'user'>, points: readonly Point[]): Growth[] {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < FEWEST_POINTS) return []
  const third = (place: number) => points.filter((_, index) => Math.floor((index * 3) / points.length) === place)
  const [fromMs = 0, midMs = 0] = [0, 1].map((place) => Math.min(...third(place).map(({ tookMs }) => tookMs)))
  const late = third(2)
  const sure = late.filter(({ tookMs, doubtMs }) => doubtMs <= MOST_DOUBT * tookMs)
  if (2 * sure.length < late.length) return []
  const toMs = Math.min(...sure.map(({ tookMs, doubtMs }) => tookMs - doubtMs))
  const grownMs = toMs - fromMs
  const steady = Math.min(midMs - fromMs, toMs - midMs) >= SHARE_OF_STEP * grownMs
  const grown = grownMs >= GROWN_BY_MS && toMs >= GROWN_TIMES * fromMs
  return steady && grown ? [{ ...about, first, last, fromMs, toMs }] : []
}

function welcomes(view: EvidenceView, sockets: readonly SocketView[]): Point[] {
  return sockets.flatMap((socket) => {
    const { upgrade, welcome } = socket
    if (upgrade === null || welcome === null) return []
    return { socket, seq: welcome.seq, tookMs: welcome.atMs - upgrade.atMs, doubtMs: doubtOf(view, socket) }
  })
}

function firstEvents(view: EvidenceView, sockets: readonly SocketView[]): Point[] {
  return sockets.flatMap((socket) =>
    socket.conversations.flatMap((conversation) => {
      const wait = conversationTimes(conversation).firstEvent
      if (wait === null) return []
      const seq = wait.frames.at(-1) ?? 0
      return { socket, seq, tookMs: wait.toMs - wait.fromMs, doubtMs: doubtOf(view, socket) }
    }),
  )
}

/** The longest stall of our own loop while the socket was open, as milliseconds of target time. */
function doubtOf({ context }: EvidenceView, { close }: SocketView): number {
  return (close?.loopDelayMs ?? context.loopDelayMaxMs) * context.timeScale
}
