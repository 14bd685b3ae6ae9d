import { join } from 'node:path'
import { LoadError, loadDir } from '../kernel/load-dir.ts'
import type { Fault } from './fault.ts'
import { isJson } from './json.ts'

function isFault(value: unknown): value is Fault {
  return isJson(value) && typeof value.name === 'string' && typeof value.hooks === 'function'
}

/** All faults there are, by name. Throws a LoadError that names a file which does not hold one. */
export async function listFaults(): Promise<readonly Fault[]> {
  const loaded = await loadDir(join(import.meta.dirname, 'faults'))
  return loaded.map(({ file, value }) => {
    if (!isFault(value)) throw new LoadError(file, 'its default export is not a fault')
    return value
  })
}

/** The fault of this name; undefined when there is none. */
export async function findFault(name: string): Promise<Fault | undefined> {
  return (await listFaults()).find((fault) => fault.name === name)
}
