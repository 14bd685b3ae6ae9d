import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A module of the folder could not be imported. `file` is its path; `cause` is what it threw. */
export class LoadError extends Error {
  readonly file: string
  constructor(file: string, cause: unknown) {
    super(`${file} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'LoadError'
    this.file = file
  }
}

/**
 * Imports every `.ts` module of a folder (tests left out) in the order of its names and gives its default export.
 * Throws a LoadError that names the file which throws on import, or has no default export.
 *
 * Node imports a module once only; another `version` imports all of them anew, as they are by then.
 */
export async function loadDir(folder: string, version?: string): Promise<{ file: string; value: unknown }[]> {
  return Promise.all((await modulesOf(folder)).map((name) => loadFile(join(folder, name), version)))
}

/** Imports one module of a folder, as `loadDir` would, and no other. Undefined when there is no `<name>.ts`. */
export async function loadOne(folder: string, name: string): Promise<{ file: string; value: unknown } | undefined> {
  const file = `${name}.ts`
  return (await modulesOf(folder)).includes(file) ? loadFile(join(folder, file), undefined) : undefined
}

async function modulesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort()
}

async function loadFile(file: string, version: string | undefined): Promise<{ file: string; value: unknown }> {
  const { href } = pathToFileURL(file)
  const module: { default?: unknown } = await import(version === undefined ? href : `${href}?${version}`).catch(
    (cause: unknown) => {
      throw new LoadError(file, cause)
    },
  )
  if (module.default === undefined) throw new LoadError(file, 'it has no default export')
  return { file, value: module.default }
}
