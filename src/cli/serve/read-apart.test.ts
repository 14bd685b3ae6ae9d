import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readApart } from './read-apart.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-apart-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  mkdirSync(join(folder, 'broken'))
  writeFileSync(join(folder, 'broken', 'bad.ts'), "throw new Error('out of tea')\n")
})
afterAll(() => rmSync(folder, { recursive: true }))

const never = new AbortController().signal

function read(source: string, signal = never) {
  writeFileSync(join(folder, 'golden-path.config.ts'), source)
  const { PATH = '' } = process.env
  return readApart({ variables: { PATH }, cwd: folder }, undefined, signal)
}

test('a configuration comes back with its defaults, and what it imports is read each time', async () => {
  writeFileSync(join(folder, 'zone.ts'), "export default 'Europe/Berlin'\n")
  const source = "import timeZone from './zone.ts'\nexport default { timeZone }\n"
  expect(await read(source)).toMatchObject({ config: { timeZone: 'Europe/Berlin', jitterSeconds: 10 }, folder })
  writeFileSync(join(folder, 'zone.ts'), "export default 'Asia/Tokyo'\n")
  expect(await read(source)).toMatchObject({ config: { timeZone: 'Asia/Tokyo' } })
})

test.each([
  ['is no configuration', 'export default { jitterSecond: 1 }', 'did you mean "jitterSeconds"'],
  ['names a folder with a broken scenario', "export default { scenarios: 'broken' }", 'out of tea'],
  ['ends the process', 'process.exit(0)', 'ended its process with 0'],
  ['kills the process', "process.kill(process.pid, 'SIGKILL')", 'ended its process with SIGKILL'],
  ['can never be read to its end', 'await new Promise(() => {})', 'ended its process with 13'],
])('a file that %s is said to be so', async (_name, source, message) => {
  await expect(read(source)).rejects.toThrow(message)
})

test('a file outside our folder that imports the type helper is told how to do without it', async () => {
  const reading = read("import { defineConfig } from '#config'\nexport default defineConfig({})")
  await expect(reading).rejects.toMatchObject({ hint: expect.stringContaining('export default { … }') })
})

test('a file that goes on for ever is left when the monitor stops', async () => {
  const stop = new AbortController()
  const reading = read('setInterval(() => {}, 1000)\nawait new Promise(() => {})', stop.signal)
  stop.abort(new Error('enough'))
  await expect(reading).rejects.toThrow('enough')
})
