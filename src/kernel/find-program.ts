import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first program on a PATH by any of these names, the plainest name first. Null when there is none that can be run. */
export function findProgram(path: string, names: readonly string[]): string | null {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null
}

/** Whether a file is there and may be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
