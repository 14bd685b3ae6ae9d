import { createClock } from '../kernel/clock.ts'
import { version } from '../kernel/version.ts'
import type { Drill, DrillRow } from '../model/drill.ts'
import { exitCodes } from '../model/verdict.ts'
import { openPool } from './browser-pool.ts'
import type { Cell } from './cell.ts'
import { createCrew } from './crew.ts'
import type { WorkerSetup } from './crew-messages.ts'
import { isPerfect, score } from './score.ts'
import { holdSittings } from './sittings.ts'

/** What a drill is to do. */
export type DrillOptions = Omit<WorkerSetup, 'browser'> & {
  /** The Chromium for cells that need a browser; null: there is none. */
  readonly chromium: string | null
  readonly cells: readonly Cell[]
  readonly seed: string
  /** How many twins live at the same time. */
  readonly parallel: number
  /** How many threads they are spread over. */
  readonly threads: number
  /** Interrupts the drill: what has not ended is `cancelled`. */
  readonly signal: AbortSignal
  /** Hears of every row once it counts; must not throw. */
  readonly progress: (row: DrillRow) => void
}

/** Drills all cells and gives the matrix, its rows in the order of the cells. */
export async function runDrill(options: DrillOptions): Promise<Drill> {
  const clock = createClock()
  await using pool = await openPool(options)
  const setup = { scenarios: options.scenarios, evidence: options.evidence, browser: pool?.endpoint ?? null }
  await using crew = createCrew(options.threads, setup)
  const stop = () => crew.stop()
  options.signal.addEventListener('abort', stop, { once: true })
  if (options.signal.aborted) stop()
  const { cells, parallel, progress } = options
  const rows = await holdSittings(cells, { parallel, progress, drill: (cell) => crew.drill(cell) })
  options.signal.removeEventListener('abort', stop)
  const { faults, caught, named, healthy, falseAlarms, errors, spoilt } = score(rows)
  return {
    schema: 'golden-path/drill@1',
    faults,
    caught,
    named,
    healthy,
    falseAlarms,
    durationMs: clock.now(),
    rows,
    errors,
    spoilt,
    exitCode: options.signal.aborted ? exitCodes.interrupted : isPerfect(rows) ? exitCodes.ok : exitCodes.fail,
    target: 'embedded',
    version,
    seed: options.seed,
  }
}
