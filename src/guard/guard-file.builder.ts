import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A guard file that does not exist yet, in a folder of its own that is removed with everything in it. */
export function guardFile(): { folder: string; file: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-guard-'))
  return {
    folder,
    file: join(folder, 'guard.sqlite'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}
