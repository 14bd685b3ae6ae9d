import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'

let folder = ''
const file = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-'))
  for (const name of ['google-chrome', 'chromium', 'not-runnable']) writeFileSync(file(name), '')
  for (const name of ['google-chrome', 'chromium']) chmodSync(file(name), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the plainest on the PATH is taken', () => {
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(file('chromium'))
})

test('the one that was named wins', () => {
  expect(findChromium({ PATH: folder, GOLDEN_PATH_CHROMIUM: file('google-chrome') })).toBe(file('google-chrome'))
})

test.each([
  ['an empty PATH', { PATH: '' }],
  ['no PATH', {}],
  ['a PATH without one', { PATH: '/nowhere' }],
])('with %s there is none', (_name, variables) => {
  expect(findChromium(variables)).toBe(null)
})

test.each(['missing', 'not-runnable'])('one that was named and is %s is none, whatever the PATH holds', (name) => {
  expect(findChromium({ PATH: folder, GOLDEN_PATH_CHROMIUM: file(name) })).toBe(null)
})
