import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A disk that ruins one file after the other must not fill up with them. */
const MOST_KEPT = 3
const companions = ['', '-wal', '-shm']

/**
 * Moves a file that cannot be read out of the way, with what SQLite keeps beside it, so that a new one can begin. Gives where
 * it is now. Only the latest three such files are kept. Throws the file system's error.
 */
export function moveAside(file: string, wallMs: number): string {
  const stamp = new Date(wallMs).toISOString().replace(/[-:]/g, '').replace('.', '')
  const aside = `${file}.corrupt-${stamp}`
  for (const end of companions) if (existsSync(file + end)) renameSync(file + end, aside + end)
  const folder = dirname(file)
  const kept = readdirSync(folder).filter((name) => /\.corrupt-\w+$/.test(name) && name.startsWith(basename(file)))
  for (const name of kept.sort().slice(0, -MOST_KEPT)) {
    for (const end of companions) rmSync(join(folder, name + end), { force: true })
  }
  return aside
}
