import type { HistoryLimits } from '../../config/history-limits.ts'
import type { EvidenceName } from './evidence-file-name.ts'

/** One kept file. */
export type KeptFile = EvidenceName & {
  readonly bytes: number
  /** When it was written, milliseconds since the Unix epoch. */
  readonly wallMs: number
}

const DAY_MS = 86_400_000

/** What there is to choose from. */
export type Choice = {
  readonly files: readonly KeptFile[]
  /** Runs whose evidence goes last: the first and the last of each incident. */
  readonly pinned: ReadonlySet<string>
  readonly limits: HistoryLimits
  readonly nowWallMs: number
}

/**
 * Which files to remove: those that are too old, those of runs that did not fail beyond the latest few of their scenario
 * and verdict, and then, until all fit, the oldest that did not fail, the oldest that did, and pinned ones last of all.
 */
export function chooseRemovals({ files, pinned, limits, nowWallMs }: Choice): KeptFile[] {
  const oldestFirst = files.toSorted((a, b) => a.wallMs - b.wallMs || (a.runId < b.runId ? -1 : 1))
  const free = oldestFirst.filter(({ runId }) => !pinned.has(runId))
  const removed = new Set([
    ...free.filter(({ wallMs }) => wallMs < nowWallMs - limits.maxAgeDays * DAY_MS),
    ...surplus(free, limits.goodRunsPerScenario),
  ])
  let bytes = oldestFirst.reduce((sum, file) => sum + (removed.has(file) ? 0 : file.bytes), 0)
  const order = [
    ...free.filter(({ verdict }) => verdict !== 'fail'),
    ...free.filter(({ verdict }) => verdict === 'fail'),
    ...oldestFirst.filter(({ runId }) => pinned.has(runId)),
  ]
  for (const file of order) {
    if (bytes <= limits.maxBytes) break
    if (removed.has(file)) continue
    removed.add(file)
    bytes -= file.bytes
  }
  return [...removed]
}

/** Runs that did not fail, beyond the latest few of each scenario and verdict. */
function surplus(oldestFirst: readonly KeptFile[], most: number): KeptFile[] {
  const groups = Map.groupBy(
    oldestFirst.filter(({ verdict }) => verdict !== 'fail'),
    ({ scenario, verdict }) => `${scenario} ${verdict}`,
  )
  return [...groups.values()].flatMap((group) => group.slice(0, Math.max(0, group.length - most)))
}
