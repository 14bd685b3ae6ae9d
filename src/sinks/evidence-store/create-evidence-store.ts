import { randomBytes } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../kernel/clock.ts'
import { makeFolder } from '../../kernel/make-folder.ts'
import { type Broken, brokenBy, type NamedFile } from '../../kernel/sqlite-problem.ts'
import type { Evidence } from '../../model/evidence-file.ts'
import type { KeptFile } from './choose-removals.ts'
import { type EvidenceName, evidenceFileName, parseEvidenceFileName } from './evidence-file-name.ts'
import { packEvidence, unpackEvidence } from './pack-evidence.ts'
import { createWaitingRoom } from './waiting-room.ts'

/** A half-written file of a process that died; younger ones may be another's work in progress. */
const OLD_DRAFT_MS = 3_600_000

/** Evidence, one compressed file a run. Nothing here throws for what is the matter with the disk. */
export type EvidenceStore = {
  /** Reads what the folder holds. */
  open(): Promise<Broken | null>
  /** Keeps evidence; while that fails, in memory as far as there is room. */
  keep(name: EvidenceName, evidence: Evidence): Promise<Broken | null>
  /** Tries again to write what waits in memory. */
  retry(): Promise<Broken | null>
  has(runId: string): boolean
  read(runId: string): Promise<Evidence | null>
  remove(files: readonly KeptFile[]): Promise<void>
  readonly files: ReadonlyMap<string, KeptFile>
  /** Bytes on disk. */
  bytes(): number
  /** How many wait in memory, and how many had to be let go because too many waited. */
  waiting(): { readonly kept: number; readonly lost: number }
}

/** The folder is made when it is first needed. */
export function createEvidenceStore(named: NamedFile, clock: Clock): EvidenceStore {
  const folder = named.file
  const files = new Map<string, KeptFile>()
  const room = createWaitingRoom()
  const guarded = async (work: () => Promise<void>): Promise<Broken | null> => {
    try {
      await work()
      return null
    } catch (error) {
      const problem = brokenBy(named, error)
      if (problem === null) throw error
      return problem
    }
  }
  const pathOf = (name: EvidenceName) => join(folder, evidenceFileName(name) ?? '')
  const retry = () =>
    guarded(async () => {
      for (const { name, packed } of room.all()) {
        await writeWhole(folder, pathOf(name), packed)
        room.leave(name.runId)
        files.set(name.runId, { ...name, bytes: packed.length, wallMs: clock.wall() })
      }
    })
  return {
    files,
    retry,
    open: () =>
      guarded(async () => {
        makeFolder(folder)
        for (const file of await scan(folder, clock.wall())) files.set(file.runId, file)
      }),
    async keep(name, evidence) {
      if (evidenceFileName(name) === null) return null
      room.enter({ name, packed: await packEvidence(evidence) })
      return retry()
    },
    has: (runId) => files.has(runId) || room.find(runId) !== null,
    async read(runId) {
      const waiting = room.find(runId)
      if (waiting !== null) return unpackEvidence(waiting)
      const file = files.get(runId)
      const packed = file === undefined ? null : await readFile(pathOf(file)).catch(() => null)
      return packed === null ? null : unpackEvidence(packed)
    },
    async remove(all) {
      for (const file of all) {
        const problem = await guarded(() => rm(pathOf(file), { force: true }))
        if (problem === null) files.delete(file.runId)
      }
    },
    bytes: () => files.values().reduce((sum, file) => sum + file.bytes, 0),
    waiting: () => ({ kept: room.all().length, lost: room.lost }),
  }
}

/** A reader never sees half a file. */
async function writeWhole(folder: string, file: string, packed: Uint8Array): Promise<void> {
  makeFolder(folder)
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    await writeFile(draft, packed)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function scan(folder: string, nowWallMs: number): Promise<KeptFile[]> {
  const found: KeptFile[] = []
  for (const file of await readdir(folder)) {
    const path = join(folder, file)
    const name = parseEvidenceFileName(file)
    if (name === null && !file.endsWith('.part')) continue
    const { size, mtimeMs } = await stat(path)
    if (name !== null) found.push({ ...name, bytes: size, wallMs: mtimeMs })
    else if (mtimeMs < nowWallMs - OLD_DRAFT_MS) await rm(path, { force: true })
  }
  return found
}
