import type { DrillRow } from '../model/drill.ts'
import type { Cell } from './cell.ts'
import type { Drilled } from './drill-cell.ts'

/** What a drill does with cells. */
export type SittingTools = {
  /** How many twins live at the same time. */
  readonly parallel: number
  readonly drill: (cell: Cell) => Promise<Drilled>
  /** Hears of every row once it counts. */
  readonly progress: (row: DrillRow) => void
}

/** Waiting twins cost little, so this many times as many of them may live beside those that work. */
const WAITING = 2
/** Healthy runs are held to their limits, so only this part of the usual number may disturb each other. */
const HEALTHY = 1 / 2
/** Pages of this many runs at once keep two cores busy. */
const BROWSERS = 2
/** Runs that our own trouble spoilt are done again when all others are done, twice at most. */
const SITTINGS = 3

type Place = {
  readonly cell: Cell
  readonly spoilt: readonly string[]
  readonly spentMs: number
  /** What came of the try before. */
  readonly before: DrillRow | null
}

/**
 * Drills all cells, and again those that we spoilt ourselves: at half the speed and in half the company, where our own work
 * weighs less. Repeats are counted and shown. Gives the rows in the order of the cells.
 */
export async function holdSittings(cells: readonly Cell[], tools: SittingTools): Promise<DrillRow[]> {
  const rows: DrillRow[] = []
  let places = new Map(
    cells.map((cell, index): [number, Place] => [index, { cell, spoilt: [], spentMs: 0, before: null }]),
  )
  for (let sitting = 0; sitting < SITTINGS && places.size > 0; sitting++) {
    const again = new Map<number, Place>()
    const isLast = sitting === SITTINGS - 1
    const parallel = tools.parallel / 2 ** sitting
    await seat([...places], parallel, async ([index, { cell, spoilt, spentMs, before }]) => {
      const { row, trouble } = await tools.drill(cell)
      const durationMs = spentMs + row.durationMs
      if (trouble !== null && !isLast && !agree(before, row)) {
        again.set(index, { cell: slower(cell), spoilt: [...spoilt, trouble], spentMs: durationMs, before: row })
        return
      }
      const counted = { ...row, tries: row.tries + spoilt.length, spoilt: [...spoilt], durationMs }
      rows[index] = counted
      tools.progress(counted)
    })
    places = again
  }
  return rows
}

/** What two runs of a fault say alike at two speeds is no accident of ours. */
function agree(before: DrillRow | null, { kind, got, outcome }: DrillRow): boolean {
  return kind === 'fault' && before?.outcome === outcome && before.got.headline === got.headline
}

function slower(cell: Cell): Cell {
  return { ...cell, timeScale: cell.timeScale / 2 }
}

type Seat = readonly [number, Place]

/** Cells that wait run from the start, beside the others; of the others the healthy come first, in a smaller company, and browsers last. */
async function seat(seats: readonly Seat[], parallel: number, work: (seat: Seat) => Promise<void>): Promise<void> {
  const of = (fits: (cell: Cell) => boolean) => seats.filter(([, { cell }]) => fits(cell))
  const healthy = of(({ waits, browser, subject }) => !waits && !browser && subject.kind === 'healthy')
  const faulty = of(({ waits, browser, subject }) => !waits && !browser && subject.kind === 'fault')
  const browsing = of(({ waits, browser }) => !waits && browser)
  await Promise.all([
    drain(
      of(({ waits }) => waits),
      parallel * WAITING,
      work,
    ),
    drain(healthy, parallel * HEALTHY, work)
      .then(() => drain(faulty, parallel, work))
      .then(() => drain(browsing, Math.min(BROWSERS, parallel), work)),
  ])
}

async function drain(queue: readonly Seat[], lanes: number, work: (seat: Seat) => Promise<void>): Promise<void> {
  const rest = queue.values()
  const lane = async () => {
    for (const seat of rest) await work(seat)
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.round(lanes)) }, lane))
}
