import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it; fine if it is there already. Throws the file system's error.
 *
 * Not `mkdirSync` with `recursive`: below a folder that answers ENOENT to every mkdir, such as `/proc`, Node 24 tries for ever.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
}
