import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { schemaFiles } from './schemas.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

test.each(schemaFiles())('$path in the repository is what the code makes', ({ path, text }) => {
  const kept = readFileSync(`${root}${path}`, 'utf8')
  expect(
    kept,
    'The model has changed: run `npm run schemas` (node src/cli/write-schemas.ts) and commit the result.',
  ).toBe(text)
})

test('the schemas close every object, so that a misspelt key is found', () => {
  for (const { text } of schemaFiles()) {
    const open = text.match(/"additionalProperties": true/g) ?? []
    expect(open).toEqual([])
    expect(text).toContain('"additionalProperties": false')
  }
})
