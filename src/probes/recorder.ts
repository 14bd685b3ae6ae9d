import type { Clock } from '../kernel/clock.ts'
import type { Mask } from '../kernel/mask.ts'
import type { Fact, FrameFact } from '../model/evidence.ts'
import { cleanFact, type NewFact } from './clean-fact.ts'

/** Writes down what was seen, in order. The only way into evidence. */
export type Recorder = {
  /** Everything recorded so far, in the order of `seq`. */
  readonly facts: readonly Fact[]
  /**
   * Masks the secrets of a fact, appends it, and gives its `seq`. A frame for which its socket has no room left is
   * dropped: the first such leaves a `frame-flood` in its place.
   */
  record(fact: NewFact): number
  /** Whether frames of this socket are still kept. */
  hasRoom(socket: string): boolean
}

/** How much one socket may leave in memory; a long conversation needs some hundred frames. */
const MOST_FRAMES = 10_000
const MOST_CHARACTERS = 16 * 1024 * 1024

type Used = { frames: number; characters: number }

/** Makes an empty recorder. `mask` may learn more secrets later; facts already recorded stay as they are. */
export function createRecorder({ clock, mask }: { readonly clock: Clock; readonly mask: Mask }): Recorder {
  const facts: Fact[] = []
  const used = new Map<string, Used>()
  const full = new Set<string>()
  const append = (fact: NewFact) => facts.push(cleanFact(fact, facts.length, mask)) - 1
  return {
    facts,
    hasRoom: (socket) => !full.has(socket),
    record(fact) {
      if (fact.kind !== 'frame') return append(fact)
      if (full.has(fact.socket)) return facts.length - 1
      if (fits(used, fact)) return append(fact)
      full.add(fact.socket)
      return append({
        kind: 'monitor',
        atMs: clock.now(),
        user: fact.user,
        what: 'frame-flood',
        durationMs: 0,
        detail: `More came on ${fact.socket} than is kept: ${MOST_FRAMES} frames or ${MOST_CHARACTERS} characters.`,
      })
    },
  }
}

/** Takes the room that a frame needs and says whether its socket had as much. */
function fits(used: Map<string, Used>, { socket, data }: Pick<FrameFact, 'socket' | 'data'>): boolean {
  let sum = used.get(socket)
  if (sum === undefined) {
    sum = { frames: 0, characters: 0 }
    used.set(socket, sum)
  }
  sum.frames += 1
  sum.characters += data.length
  return sum.frames <= MOST_FRAMES && sum.characters <= MOST_CHARACTERS
}
