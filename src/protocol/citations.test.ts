import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** `protocol.md §3.0`, `protocol.md §3.1, §3.2`, also where a line break of a comment lies between them. */
const citation = /protocol\.md(?:\]\([^)]*\))?((?:[\s*,–]|and)*§\d+(?:\.\d+)?)+/g

test('every section of protocol.md that the code cites is there', () => {
  const headings = [...readFileSync(join(root, 'docs/protocol.md'), 'utf8').matchAll(/^#+ (\d+(?:\.\d+)?)/gm)]
  const sections = new Set(headings.map(([, number]) => number))
  const files = globSync(['src/**/*.ts', 'scenarios/*.ts', 'bin/*.mjs', 'docs/*.md'], { cwd: root })
  const cited = files
    .filter((file) => !file.endsWith('citations.test.ts'))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(citation)].flatMap(([text]) =>
        [...text.matchAll(/§([\d.]*\d)/g)].map(([, number]) => ({ file, number })),
      ),
    )
  expect(cited.length).toBeGreaterThan(50)
  expect(cited.filter(({ number }) => !sections.has(number))).toEqual([])
})
