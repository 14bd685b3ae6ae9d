import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { messageOf } from '../kernel/message-of.ts'

/**
 * Makes sure that files can be written into a folder, before the work whose result they hold is done. Makes the folder.
 * Throws a UsageError that names `flag`.
 */
export async function prepareFolder(flag: string, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (cause) {
    const why = messageOf(cause)
    throw new UsageError(`${flag}: nothing can be written to ${folder}: ${why}`, 'Choose another place.', { cause })
  }
}

/** Writes a whole file or none: a reader never sees half of it. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(draft, content)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
