import { join } from 'node:path'
import { LoadError, loadDir, loadOne } from '../kernel/load-dir.ts'
import type { Fault } from './fault.ts'
import { isJson } from './json.ts'

function isFault(value: unknown): value is Fault {
  return isJson(value) && typeof value.name === 'string' && typeof value.hooks === 'function'
}

const folder = join(import.meta.dirname, 'faults')

function asFault({ file, value }: { readonly file: string; readonly value: unknown }): Fault {
  if (!isFault(value)) throw new LoadError(file, 'its default export is not a fault')
  return value
}

/** All faults there are, by name. Throws a LoadError that names a file which does not hold one. */
export async function listFaults(): Promise<readonly Fault[]> {
  return (await loadDir(folder)).map(asFault)
}

/** The fault of this name; undefined when there is none. Its file has its name, so that the hundred others stay unread. */
export async function findFault(name: string): Promise<Fault | undefined> {
  const loaded = await loadOne(folder, name)
  return loaded === undefined ? undefined : asFault(loaded)
}
