import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { HistoryLimits } from '../../config/history-limits.ts'
import type { Clock } from '../../kernel/clock.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { type Broken, broken } from '../../kernel/sqlite-problem.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import { createArtifactShelf } from '../artifacts/artifact-shelf.ts'
import { createEvidenceStore } from '../evidence-store/create-evidence-store.ts'
import { createCourses } from './courses.ts'
import type { History } from './history.ts'
import { createHistoryDesk } from './history-desk.ts'
import { createHistoryReader } from './history-reader.ts'
import { historyState, sayAbandoned, type Trouble } from './history-state.ts'
import { prune } from './prune.ts'
import { packReport } from './report-body.ts'
import { summarizeFinished, summarizeStarted } from './summarize-run.ts'
import { createUnwritten } from './unwritten.ts'

/** Where the past is kept, and how much of it. */
export type HistoryOptions = {
  /** The data folder: `history.sqlite` and the folder `evidence` live in it. It must be on a local disk. */
  readonly folder: string
  readonly clock: Clock
  readonly limits: HistoryLimits
  /** Hears how writes went, and which runs died with an earlier process. Must not throw. */
  readonly tell: (event: MonitorEvent) => void
}

/** Pictures and traces may take this much of the room, beside what history and evidence take. */
const SHARE_OF_ARTIFACTS = 0.25
/** How soon a failed write is tried again, real milliseconds. */
const RETRY_MS = 2_000

/** Opens the history. Never fails: what is wrong with the folder is said by `state`, and the monitor goes on watching. */
export async function openHistory({ folder, clock, limits, tell }: HistoryOptions): Promise<History> {
  const session = randomUUID()
  const unwritten = createUnwritten()
  const courses = createCourses(unwritten)
  const evidenceFolder = { file: join(folder, 'evidence'), name: 'evidence folder' }
  const evidence = createEvidenceStore(evidenceFolder, clock)
  const shelf = createArtifactShelf(join(folder, 'artifacts'))
  const { load, writeAgain } = courses
  const desk = createHistoryDesk({ folder, clock, session, unwritten, load, beginAnew: writeAgain, tell })
  const reader = createHistoryReader(desk, unwritten, (runId) => evidence.has(runId))
  let evidenceTrouble: Trouble | null = null
  let retry: Disposable | null = null
  let work = Promise.resolve()

  const say = (problem: Broken | null) => {
    retry?.[Symbol.dispose]()
    retry = null
    if (problem === null) evidenceTrouble = null
    else {
      const sinceWallMs = evidenceTrouble?.sinceWallMs ?? clock.wall()
      evidenceTrouble = { sinceWallMs, reason: problem.message }
      tell({ kind: 'history-written', wallMs: clock.wall(), isGood: false, reason: problem.message })
      retry = clock.timer(RETRY_MS * clock.timeScale, () => later(async () => say(await evidence.retry())))
    }
  }
  const later = (task: () => Promise<void>) => {
    work = work.then(task).catch((thrown: unknown) => say(broken(evidenceFolder, 'unknown', messageOf(thrown))))
  }
  const tidy = async () => {
    const pinned = [...unwritten.incidents.values()].flatMap(({ firstRunId, lastRunId }) => [firstRunId, lastRunId])
    await prune({ desk, evidence, limits, nowWallMs: clock.wall(), pinned })
    await shelf.tidy((runId) => evidence.has(runId), limits.maxBytes * SHARE_OF_ARTIFACTS)
  }
  const keep = ({ report, evidence: seen, artifacts = [] }: FinishedRun) => {
    if (seen === null) return
    later(async () => {
      say(await evidence.keep(report, seen))
      await shelf.keep(report.runId, artifacts)
      await tidy()
    })
  }
  const event = (said: MonitorEvent) => {
    if (said.kind === 'run-started') unwritten.putRun({ summary: summarizeStarted(said), body: null, session })
    else if (said.kind === 'revision-changed') courses.takeRevision(said)
    else if (said.kind === 'reloaded' && said.isGood) courses.keepOnly(said.scenarios, said.wallMs)
    else return
    desk.write()
  }
  const backlog = () => {
    const { kept, lost } = evidence.waiting()
    return { runs: unwritten.runs.size, evidence: kept, lost: unwritten.lost + lost }
  }
  say(await evidence.open())
  desk.write(true)
  later(tidy)

  return {
    name: 'history',
    ...reader,
    event,
    finished(run) {
      const summary = summarizeFinished(run.report, clock.wall())
      const incidentId = courses.take({ summary, wire: run.report.wire })
      unwritten.putRun({ summary: { ...summary, incidentId }, body: packReport(run.report), session })
      desk.write()
      keep(run)
    },
    evidence: (runId) => evidence.read(runId),
    artifacts: (runId) => shelf.list(runId),
    artifact: (runId, name) => shelf.read(runId, name),
    state: () => historyState([desk.trouble(), evidenceTrouble], desk.note(), backlog()),
    size: () => ({ historyBytes: bytesOf(desk.file), evidenceBytes: evidence.bytes() }),
    async flush() {
      desk.write(true)
      later(async () => say(await evidence.retry()))
      await work
    },
    async [Symbol.asyncDispose]() {
      desk.write(true)
      await work
      const reason = sayAbandoned(backlog())
      if (reason !== null) tell({ kind: 'history-written', wallMs: clock.wall(), isGood: false, reason })
      retry?.[Symbol.dispose]()
      desk[Symbol.dispose]()
    },
  }
}

/** What SQLite keeps beside the file counts. */
function bytesOf(file: string): number {
  return ['', '-wal'].reduce((sum, end) => sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0), 0)
}
