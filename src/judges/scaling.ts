import { count } from './count.ts'
import type { Judge } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import { conversationTimes } from './times.ts'
import type { ConversationView, EvidenceView, SocketView } from './view-types.ts'

/** Issue #884's own bound: the slowest of several at once against the mean of one alone. */
const MOST_RATIO = 3
/** A growth below this is nothing that a person feels, and between two short waits chance makes any ratio. */
const LEAST_GROWTH_MS = 1_000
/** Prompts within this time were sent together. */
const TOGETHER_MS = 2_000

type Wait = {
  readonly socket: SocketView
  readonly conversation: ConversationView
  readonly fromMs: number
  readonly toMs: number
}

/**
 * Judges whether the wait for the first agent event grows with the number of users who ask at once (engine-lock-convoy):
 * prompts sent together are held against prompts that a user of the same run sent alone. Without both it says nothing.
 */
export const judgeScaling: Judge = (view) => {
  const groups = groupsOf(waits(view))
  const alone = groups.filter(isAlone).flat().map(lengthOf)
  const crowds = alone.length === 0 ? [] : groups.filter((group) => !isAlone(group))
  const meanMs = alone.reduce((sum, ms) => sum + ms, 0) / alone.length
  const doubtMs = view.context.loopDelayMaxMs * view.context.timeScale
  return {
    examined: crowds.length,
    symptoms: crowds.flatMap((crowd) => judgeCrowd(crowd, meanMs, doubtMs) ?? []),
    troubles: [],
    missing: [],
    held: `${count(crowds.length, 'crowd')} waited at most ${MOST_RATIO} times as long as one user alone`,
  }
}

function judgeCrowd(crowd: readonly Wait[], meanMs: number, doubtMs: number): Symptom | null {
  const slowest = crowd.reduce((worst, wait) => (lengthOf(wait) > lengthOf(worst) ? wait : worst))
  const ms = lengthOf(slowest) - doubtMs
  if (ms <= MOST_RATIO * meanMs || ms - meanMs <= LEAST_GROWTH_MS) return null
  const { socket, conversation, fromMs, toMs } = slowest
  return symptom({
    code: 'first-event-slow',
    severity: 'warn',
    phase: 'events',
    user: socket.user.id,
    expected: `with ${crowd.length} users at once at most ${MOST_RATIO} times the ${Math.round(meanMs)} ms of one alone`,
    received: `${Math.round(toMs - fromMs)} ms, ${(lengthOf(slowest) / meanMs).toFixed(1)} times as long`,
    frames: [conversation.conversation.events[0]?.seq ?? 0],
    window: { fromMs, toMs },
    socket,
    conversation,
  })
}

function waits(view: EvidenceView): Wait[] {
  return view.sockets
    .flatMap((socket) =>
      socket.conversations.flatMap((conversation) => {
        const { firstEvent } = conversationTimes(conversation)
        return firstEvent === null ? [] : { socket, conversation, fromMs: firstEvent.fromMs, toMs: firstEvent.toMs }
      }),
    )
    .sort((one, other) => one.fromMs - other.fromMs)
}

/** Cuts what is sorted by time wherever the next prompt came later than together with the first of its group. */
function groupsOf(sorted: readonly Wait[]): Wait[][] {
  const groups: Wait[][] = []
  for (const wait of sorted) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (first !== undefined && wait.fromMs - first.fromMs <= TOGETHER_MS) group?.push(wait)
    else groups.push([wait])
  }
  return groups
}

function isAlone(group: readonly Wait[]): boolean {
  return group.length === 1
}

function lengthOf({ fromMs, toMs }: Wait): number {
  return toMs - fromMs
}
