import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codeNames } from './codes.ts'
import { runbook } from './runbook.ts'
import { domains } from './words.ts'

const text = runbook()

test('docs/runbook.md is what the table of codes says', () => {
  const kept = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8')
  expect(kept, 'The table of codes has changed: run `npm run docs` and commit docs/runbook.md.').toBe(text)
})

test('every code has one heading, under its domain', () => {
  const headings = text.match(/^### .+$/gm) ?? []
  expect(headings).toHaveLength(codeNames.length)
  expect(new Set(headings)).toEqual(new Set(codeNames.map((name) => `### ${name}`)))
})

test('every domain has a chapter and a line that leads to it', () => {
  for (const domain of domains) {
    expect(text).toContain(`\n## ${domain}\n`)
    expect(text).toContain(`- **[${domain}](#${domain})** (`)
  }
})

test('every link leads to a heading', () => {
  const anchors = new Set((text.match(/^##+ .+$/gm) ?? []).map((heading) => heading.replace(/^#+ /, '')))
  const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? '')
  expect(links.length).toBeGreaterThan(codeNames.length)
  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([])
})
