import { createHash } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock } from '../../kernel/clock.ts'

/** What is watched: one file, which need not be there, and the sources of a folder. */
export type Watched = { readonly file: string; readonly folder: string }

/** Looks after files. */
export type FileWatch = Disposable & {
  /** Watches these instead. */
  follow(watched: Watched): void
  /** Tells what there is then once more, after so many milliseconds, changed or not. */
  tellAgain(inMs: number): void
  /** Resolves when it is known what there is: later changes are told. */
  readonly known: Promise<void>
}

/** Editors write a file in steps. */
const SETTLE_MS = 200
/** Not every file system tells of changes: network folders, volumes of containers. */
const LOOK_EVERY_MS = 10_000

/**
 * Calls `changed` with a fingerprint whenever the content of the watched files has become another one. Looks when the file
 * system tells of something, and every ten seconds besides. What cannot be read counts as absent.
 */
export function watchFiles(first: Watched, clock: Clock, changed: (fingerprint: string) => void): FileWatch {
  let watched = first
  let watchers: readonly FSWatcher[] = []
  let known: string | null = null
  let timer: Disposable | null = null
  let isDisposed = false

  const lookIn = (ms: number) => {
    timer?.[Symbol.dispose]()
    timer = isDisposed ? null : clock.timer(ms, () => void look())
  }

  async function look(): Promise<void> {
    const seen = watched
    const found = await fingerprint(seen)
    if (seen !== watched) return
    if (!isDisposed && known !== null && found !== known) changed(found)
    known = found
    lookIn(LOOK_EVERY_MS)
  }

  function listen(): void {
    for (const watcher of watchers) watcher.close()
    watchers = [...new Set([dirname(watched.file), watched.folder])].flatMap((folder) =>
      tell(folder, () => lookIn(SETTLE_MS)),
    )
  }

  listen()
  let looking = look()
  return {
    get known() {
      return looking
    },
    follow(next) {
      if (next.file === watched.file && next.folder === watched.folder) return
      watched = next
      known = null
      listen()
      looking = look()
    },
    tellAgain(inMs) {
      known = ''
      lookIn(inMs)
    },
    [Symbol.dispose]() {
      isDisposed = true
      timer?.[Symbol.dispose]()
      for (const watcher of watchers) watcher.close()
    },
  }
}

/** Tells of changes in a folder, where that is possible. */
function tell(folder: string, run: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, run)
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch {
    return []
  }
}

/** The same for the same content, whatever the times of the files. */
async function fingerprint({ file, folder }: Watched): Promise<string> {
  const names = await readdir(folder).catch(() => [])
  const sources = names.filter((name) => name.endsWith('.ts')).sort()
  const hash = createHash('sha256')
  for (const path of [file, ...sources.map((name) => join(folder, name))]) {
    const content = await readFile(path, 'utf8').catch(() => null)
    hash.update(JSON.stringify([path, content]))
  }
  return hash.digest('hex').slice(0, 16)
}
