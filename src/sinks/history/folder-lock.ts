// biome-ignore lint/correctness/noUnresolvedImports: Biome does not list this built-in module yet.
import { DatabaseSync } from 'node:sqlite'
import { brokenBy } from '../../kernel/sqlite-problem.ts'

/**
 * Says that a monitor lives in this folder, until it is disposed of or the process ends in whatever way: the operating
 * system lets go of it, so it can be trusted where a number of a process cannot (in a container that is always 1). Null
 * when somebody else holds it, or the folder cannot be written.
 */
export function takeFolderLock(file: string): Disposable | null {
  const named = { file, name: 'lock file' }
  try {
    const database = new DatabaseSync(file, { timeout: 0 })
    try {
      // Nothing is ever written to this file, so it needs no journal beside it.
      database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
      return {
        [Symbol.dispose]() {
          if (database.isOpen) database.close()
        },
      }
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    if (brokenBy(named, error) === null) throw error
    return null
  }
}
