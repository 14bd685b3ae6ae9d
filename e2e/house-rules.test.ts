import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { houseBreaches } from './house-rules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync(['src/**/*.ts', 'scenarios/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts'], { cwd: root })

test('every file keeps the rules of the house', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(files.flatMap((file) => houseBreaches(file, readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test.each([
  ['reads the wall clock', 'Date.now()', 'Date.now'],
  ['makes a date of now', 'new Date()', 'new Date()'],
  ['reads the monotonic clock', 'performance.now()', 'performance.now'],
  ['starts a timer', 'setTimeout(() => {}, 5)', 'setTimeout'],
  ['starts a timer that aborts', 'AbortSignal.timeout(5)', 'AbortSignal.timeout'],
  ['imports the timers of Node', `import { setTimeout as wait } from 'node:timers/promises'`, 'node:timers/promises'],
  ['exports without a docstring', 'export const x = 1', 'docstring'],
  ['exports a default without a docstring', 'export default 1', 'docstring'],
  ['is too long', `${'\n'.repeat(300)}const x = 1`, '200'],
])('a file that %s is named', (_name, source, message) => {
  expect(houseBreaches('src/judges/x.ts', source)).toEqual([expect.stringContaining(message)])
})

test('dates made of given values are no clock', () => {
  expect(houseBreaches('src/judges/x.ts', 'const a = new Date(5)\nconst b = Date.parse("x")\n')).toEqual([])
})
