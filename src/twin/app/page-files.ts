import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** One file of the web app, as it is served. */
export type PageFile = { readonly type: string; readonly text: string }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const folder = join(import.meta.dirname, 'pages')

/** All files of the web app by their paths; `/` is the page itself. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const names = await readdir(folder)
  const files = await Promise.all(
    names.map(async (name): Promise<[string, PageFile]> => {
      const text = await readFile(join(folder, name), 'utf8')
      return [name === 'index.html' ? '/' : `/${name}`, { type: types[extname(name)] ?? 'text/plain', text }]
    }),
  )
  return new Map(files)
}
