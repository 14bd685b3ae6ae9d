import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../kernel/make-folder.ts'
import type { Artifact } from '../../model/artifact.ts'

/** Something that a page left, as far as a list needs it. */
export type ArtifactName = Pick<Artifact, 'name' | 'mediaType'> & { readonly bytes: number }

/** What pages left, one folder a run. Nothing here throws: what cannot be written or read is not there. */
export type ArtifactShelf = {
  keep(runId: string, artifacts: readonly Artifact[]): Promise<void>
  /** In the order of their names. */
  list(runId: string): Promise<readonly ArtifactName[]>
  /** Null for what is not there. */
  read(runId: string, name: string): Promise<Artifact | null>
  /** Removes what belongs to runs that are no longer of interest, and then the oldest until all fits into so many bytes. */
  tidy(isWanted: (runId: string) => boolean, maxBytes: number): Promise<void>
}

/** Names come from addresses that anybody can write. */
const safeRun = /^[\w-]{1,100}$/
const safeName = /^[\w-]+(\.[\w-]+)+$/

const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  html: 'text/html',
  txt: 'text/plain',
  zip: 'application/zip',
  har: 'application/json',
}

/** Opens a shelf; its folder is made when it is first needed. */
export function createArtifactShelf(folder: string): ArtifactShelf {
  const of = (runId: string) => join(folder, runId)
  const list = async (runId: string) => (safeRun.test(runId) ? listFolder(of(runId)) : [])
  return {
    list,
    async keep(runId, artifacts) {
      if (!safeRun.test(runId) || artifacts.length === 0) return
      try {
        makeFolder(of(runId))
        for (const { name, bytes } of artifacts) if (safeName.test(name)) await writeFile(join(of(runId), name), bytes)
      } catch {
        // Half of them is worse than none: nobody could tell what is missing.
        await rm(of(runId), { recursive: true, force: true }).catch(() => undefined)
      }
    },
    async read(runId, name) {
      const found = (await list(runId)).find((each) => each.name === name)
      if (found === undefined) return null
      const bytes = await readFile(join(of(runId), name)).catch(() => null)
      return bytes === null ? null : { name, mediaType: found.mediaType, bytes }
    },
    async tidy(isWanted, maxBytes) {
      const runs = await sizes(folder)
      let bytes = runs.reduce((sum, run) => sum + run.bytes, 0)
      const unwanted = runs.filter(({ runId }) => !isWanted(runId))
      const oldestFirst = runs.filter(({ runId }) => isWanted(runId)).toSorted((a, b) => (a.runId < b.runId ? -1 : 1))
      for (const run of [...unwanted, ...oldestFirst]) {
        if (isWanted(run.runId) && bytes <= maxBytes) break
        bytes -= run.bytes
        await rm(of(run.runId), { recursive: true, force: true }).catch(() => undefined)
      }
    },
  }
}

async function listFolder(folder: string): Promise<readonly ArtifactName[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => safeName.test(name)).sort()
  const all = await Promise.all(
    names.map(async (name) => {
      const { size } = await stat(join(folder, name)).catch(() => ({ size: 0 }))
      const ending = name.split('.').at(-1) ?? ''
      return { name, mediaType: mediaTypes[ending] ?? 'application/octet-stream', bytes: size }
    }),
  )
  return all
}

/** Run ids begin with the time, so that their order is that of the runs. */
async function sizes(folder: string): Promise<readonly { readonly runId: string; readonly bytes: number }[]> {
  const runs = (await readdir(folder).catch(() => [])).filter((name) => safeRun.test(name))
  return Promise.all(
    runs.map(async (runId) => {
      const files = await listFolder(join(folder, runId))
      return { runId, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
    }),
  )
}
