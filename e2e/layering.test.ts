import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { breaches, importsOf } from './layering.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync(['src/**/*.ts', 'scenarios/**/*.ts'], { cwd: root })

test('every import in the house goes down', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(files.flatMap((file) => breaches(root, file))).toEqual([])
})

test.each([
  ['upwards', 'src/kernel/x.ts', `import { y } from '../cli/y.ts'`, 'imports only go down'],
  ['sideways', 'src/probes/x.ts', `import { y } from '../judges/y.ts'`, 'imports only go down'],
  ['upwards as a type', 'src/model/x.ts', `import type { Y } from '../runner/y.ts'`, 'imports only go down'],
  ['upwards in a type expression', 'src/model/x.ts', `type Y = import('../runner/y.ts').Y`, 'imports only go down'],
  ['upwards at run time', 'src/model/x.ts', `await import('../runner/y.ts')`, 'imports only go down'],
  ['upwards as a re-export', 'src/model/x.ts', `export * from '../runner/y.ts'`, 'imports only go down'],
  ['from the twin to the protocol', 'src/twin/x.ts', `import { y } from '../protocol/y.ts'`, 'does not know'],
  ['from the service to the twin', 'src/service/x.ts', `import { y } from '../twin/y.ts'`, 'does not know'],
  ['of an unlisted package', 'src/cli/x.ts', `import 'left-pad'`, 'does not list'],
  ['of a package in a room not its own', 'src/judges/x.ts', `import { z } from 'zod'`, 'belongs to'],
  ['of I/O in a pure room', 'src/judges/x.ts', `import 'node:fs'`, 'is pure'],
  ['of anything but #scenario in a scenario', 'scenarios/x.ts', `import '../src/model/words.ts'`, 'only #scenario'],
  ['of an unlisted room', 'src/judges/x.ts', `import '../attic/x.ts'`, 'no floor lists'],
])('an import %s is a breach', (_name, file, source, message) => {
  expect(breaches(root, file, source)).toEqual([expect.stringContaining(message)])
})

test('imports are found in code only, not in strings, comments or templates', () => {
  const source = "import a from 'a'\n// import b from 'b'\nconst c = `import d from 'd'`\nconst e = /import('e')/\n"
  expect(importsOf('x.ts', source)).toEqual(['a'])
})
