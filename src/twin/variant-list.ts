import { join } from 'node:path'
import { LoadError, loadDir } from '../kernel/load-dir.ts'
import { isJson } from './json.ts'
import type { Variant } from './variant.ts'

function isVariant(value: unknown): value is Variant {
  return (
    isJson(value) &&
    typeof value.name === 'string' &&
    typeof value.hooks === 'function' &&
    Array.isArray(value.warnings)
  )
}

/** All healthy variants there are, by name. Throws a LoadError that names a file which does not hold one. */
export async function listVariants(): Promise<readonly Variant[]> {
  const loaded = await loadDir(join(import.meta.dirname, 'variants'))
  return loaded.map(({ file, value }) => {
    if (!isVariant(value)) throw new LoadError(file, 'its default export is not a healthy variant')
    return value
  })
}

/** The variant of this name. Throws an Error that says what is known. */
export async function findVariant(name: string): Promise<Variant> {
  const all = await listVariants()
  const found = all.find((variant) => variant.name === name)
  if (found !== undefined) return found
  throw new Error(`The twin knows no variant "${name}". It knows: ${all.map((known) => known.name).join(', ')}.`)
}
