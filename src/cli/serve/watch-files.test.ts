import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { watchFiles } from './watch-files.ts'

/** Settling and looking around take real time; a test does not. */
const clock = createClock(20)

let top = ''
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'watch-files-'))
  for (const name of ['scenarios', 'others']) mkdirSync(join(top, name))
  writeFileSync(join(top, 'scenarios', 'a.ts'), 'one')
  writeFileSync(join(top, 'config.ts'), 'one')
})
afterEach(() => rmSync(top, { recursive: true }))

/** Watches, and lets a test await the next change. */
async function start() {
  const prints: string[] = []
  const heard = new EventTarget()
  const watched = { file: join(top, 'config.ts'), folder: join(top, 'scenarios') }
  const watch = watchFiles(watched, clock, (print) => {
    prints.push(print)
    heard.dispatchEvent(new Event('change'))
  })
  await watch.known
  const next = () => new Promise((resolve) => heard.addEventListener('change', resolve, { once: true }))
  return { watch, prints, next }
}

test.each([
  ['the file is written', () => writeFileSync(join(top, 'config.ts'), 'two')],
  ['the file is gone', () => rmSync(join(top, 'config.ts'))],
  ['a source is written', () => writeFileSync(join(top, 'scenarios', 'a.ts'), 'two')],
  ['a source is new', () => writeFileSync(join(top, 'scenarios', 'b.ts'), 'one')],
  ['a source has another name', () => renameSync(join(top, 'scenarios', 'a.ts'), join(top, 'scenarios', 'c.ts'))],
  ['the folder is gone', () => rmSync(join(top, 'scenarios'), { recursive: true })],
])('a change is told when %s', async (_name, change) => {
  const { watch, prints, next } = await start()
  using _ = watch
  const told = next()
  change()
  await told
  expect(prints).toHaveLength(1)
})

test('what is written again as it was is no change, and what was undone has its old print', async () => {
  const { watch, prints, next } = await start()
  using _ = watch
  const file = join(top, 'config.ts')
  for (const text of ['two', 'one', 'two']) {
    const told = next()
    writeFileSync(file, text)
    await told
  }
  writeFileSync(file, 'two')
  const last = next()
  writeFileSync(join(top, 'scenarios', 'a.ts'), 'two')
  await last
  expect(prints).toHaveLength(4)
  expect(prints[2]).toBe(prints[0])
  expect(new Set(prints).size).toBe(3)
})

test('another folder can be watched instead', async () => {
  const { watch, prints, next } = await start()
  using _ = watch
  watch.follow({ file: join(top, 'config.ts'), folder: join(top, 'others') })
  await watch.known
  writeFileSync(join(top, 'scenarios', 'a.ts'), 'two')
  const told = next()
  writeFileSync(join(top, 'others', 'x.ts'), 'one')
  await told
  expect(prints).toHaveLength(1)
})

test('who could not make use of what was told is told again, though nothing changed', async () => {
  const { watch, prints, next } = await start()
  using _ = watch
  const told = next()
  writeFileSync(join(top, 'config.ts'), 'two')
  await told
  const again = next()
  watch.tellAgain(100)
  await again
  expect(prints).toHaveLength(2)
  expect(prints[1]).toBe(prints[0])
})
