import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Lets one process hold many copies of the judges' modules, each with another source for some of them: a module imported
 * with `?copy=x` passes that on to whatever it imports from the same room. Everything else is shared.
 */
export type VariantModules = {
  /** Gives sources to the copy of this name, by absolute path; what is left out stays as it is. */
  readonly set: (copy: string, sources: ReadonlyMap<string, string>) => void
  readonly forget: (copy: string) => void
}

/** Which modules exist in copies, and what stands in for a package in them. */
export type VariantOptions = {
  /** File URL that begins the address of each module of the room. */
  readonly room: string
  /** What the copies get instead of `vitest`: the file URL of our small runner. */
  readonly vitest: string
}

/** Starts to serve copies in this thread; there is no end to it. */
export function serveCopies({ room, vitest }: VariantOptions): VariantModules {
  const copies = new Map<string, ReadonlyMap<string, string>>()
  const stripped = new Map<string, string>()
  const plain = (file: string) => {
    const known = stripped.get(file)
    if (known !== undefined) return known
    const text = stripTypeScriptTypes(readFileSync(file, 'utf8'))
    stripped.set(file, text)
    return text
  }
  registerHooks({
    resolve(specifier, context, next) {
      const copy = /\?copy=.*$/.exec(context.parentURL ?? '')?.[0]
      if (copy === undefined) return next(specifier, context)
      if (specifier === 'vitest') return next(vitest, context)
      const resolved = next(specifier, context)
      return resolved.url.startsWith(room) ? { ...resolved, url: resolved.url + copy } : resolved
    },
    load(url, context, next) {
      const copy = /\?copy=(.*)$/.exec(url)?.[1]
      if (copy === undefined) return next(url, context)
      const file = fileURLToPath(url.replace(/\?.*$/, ''))
      const source = copies.get(copy)?.get(file)
      return {
        format: 'module',
        shortCircuit: true,
        source: source === undefined ? plain(file) : stripTypeScriptTypes(source),
      }
    },
  })
  return { set: (copy, sources) => copies.set(copy, sources), forget: (copy) => copies.delete(copy) }
}
