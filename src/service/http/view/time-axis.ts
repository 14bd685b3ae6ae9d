/** A stretch of time, milliseconds on the clock of the run. */
export type Range = { readonly fromMs: number; readonly toMs: number }

/** A stretch in which nothing happened and which is drawn short. Places are percent of the width. */
export type Gap = Range & { readonly from: number; readonly to: number }

/** An axis of time on which long waits take little room, so that what happened before and after can be read. */
export type TimeAxis = {
  /** The place of a moment in percent of the width; moments outside of the range stand at its ends. */
  at(ms: number): number
  readonly gaps: readonly Gap[]
  /** Moments to write on the axis. */
  readonly ticks: readonly number[]
}

/** A wait that takes more than this share of the range is drawn short, if it is long for a person, too. */
const LONG = 0.15
const LONG_MS = 2_000
/** What a short-drawn wait takes, percent of the width. */
const GAP_WIDTH = 7
/** Half a percent on either side, so that nothing is cut. */
const EDGE = 0.5
/** Percent between two ticks at least: their words must not touch on a phone. */
const TICK_ROOM = 11

type Piece = Range & { readonly isGap: boolean; readonly from: number; readonly to: number }

/** Makes an axis for a range. `moments` are when something began, ended or happened. */
export function createTimeAxis(range: Range, moments: readonly number[]): TimeAxis {
  const pieces = layOut(cutUp(range, moments))
  const at = (ms: number) => {
    const piece = pieces.find(({ toMs }) => ms <= toMs) ?? pieces.at(-1)
    if (piece === undefined) return EDGE
    const share = Math.min(1, Math.max(0, (ms - piece.fromMs) / Math.max(1, piece.toMs - piece.fromMs)))
    return piece.from + share * (piece.to - piece.from)
  }
  const gaps = pieces.filter(({ isGap }) => isGap)
  return { at, gaps, ticks: ticksOf(pieces, at) }
}

function cutUp({ fromMs, toMs }: Range, moments: readonly number[]): (Range & { readonly isGap: boolean })[] {
  const inside = moments.filter((ms) => ms > fromMs && ms < toMs)
  const all = [...new Set([fromMs, ...inside, toMs])].sort((a, b) => a - b)
  const long = Math.max((toMs - fromMs) * LONG, LONG_MS)
  const waits = all.slice(1).map((ms, index) => ({ fromMs: all[index] ?? fromMs, toMs: ms }))
  const busyMs = waits.reduce((sum, wait) => (wait.toMs - wait.fromMs > long ? sum : sum + wait.toMs - wait.fromMs), 0)
  // What is never busy has nothing to make room for.
  if (busyMs === 0) return [{ fromMs, toMs, isGap: false }]
  const pad = Math.min(long, busyMs) * 0.05
  return waits.flatMap((wait) =>
    wait.toMs - wait.fromMs > long
      ? [
          { fromMs: wait.fromMs, toMs: wait.fromMs + pad, isGap: false },
          { fromMs: wait.fromMs + pad, toMs: wait.toMs - pad, isGap: true },
          { fromMs: wait.toMs - pad, toMs: wait.toMs, isGap: false },
        ]
      : [{ ...wait, isGap: false }],
  )
}

function layOut(parts: readonly (Range & { readonly isGap: boolean })[]): Piece[] {
  const gaps = parts.filter(({ isGap }) => isGap).length
  const busyMs = parts.reduce((sum, { isGap, fromMs, toMs }) => (isGap ? sum : sum + toMs - fromMs), 0)
  const room = 100 - 2 * EDGE - gaps * GAP_WIDTH
  let place = EDGE
  return parts.map((part) => {
    const from = place
    place += part.isGap ? GAP_WIDTH : (room * (part.toMs - part.fromMs)) / Math.max(1, busyMs)
    return { ...part, from, to: place }
  })
}

/** Round moments in what is not drawn short, with room between them. */
function ticksOf(pieces: readonly Piece[], at: (ms: number) => number): number[] {
  const busy = pieces.filter(({ isGap }) => !isGap)
  const busyMs = busy.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  const step = roundUp(Math.max(1, busyMs) / 8)
  const ticks: number[] = []
  for (const { fromMs, toMs } of busy) {
    for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) {
      const last = ticks.at(-1)
      if (last === undefined || at(ms) - at(last) >= TICK_ROOM) ticks.push(ms)
    }
  }
  return ticks
}

/** The next of 1, 2, 5, 10, 20, 50, … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 5].find((factor) => factor * power >= value) ?? 10) * power
}
