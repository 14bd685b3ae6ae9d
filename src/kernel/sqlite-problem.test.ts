import { expect, test } from 'vitest'
import { broken, brokenBy, NewerFile } from './sqlite-problem.ts'

const named = { file: '/data/guard.sqlite', name: 'guard file' }

test.each([
  [5, 'busy'],
  [517, 'busy'],
  [1544, 'read-only'],
  [8, 'read-only'],
  [11, 'corrupt'],
  [26, 'corrupt'],
  [13, 'full'],
  [14, 'unreachable'],
  [10, 'unknown'],
] as const)('SQLite error %d is %s', (errcode, problem) => {
  expect(brokenBy(named, Object.assign(new Error('said'), { errcode }))?.problem).toBe(problem)
})

test.each([
  ['EACCES', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'full'],
  ['ENOTDIR', 'unreachable'],
  ['EMFILE', 'unknown'],
] as const)('file system error %s is %s', (code, problem) => {
  expect(brokenBy(named, Object.assign(new Error('said'), { errno: -1, code }))?.problem).toBe(problem)
})

test('the message names the file, what happened and what to do', () => {
  const problem = brokenBy(named, Object.assign(new Error('database or disk is full'), { errcode: 13 }))
  expect(problem?.message).toBe(
    'The guard file /data/guard.sqlite is unusable (full): database or disk is full. Free some space on that disk; nothing needs to be restarted.',
  )
})

test('who owns the file may know better what to do next', () => {
  const advice = { corrupt: 'It was moved aside.' }
  expect(broken({ ...named, advice }, 'corrupt', 'file is not a database').message).toMatch(/database\. It was moved/)
})

test('a file of a later version says both versions, and is not to be touched', () => {
  const problem = brokenBy(named, new NewerFile(7, 2))
  expect(problem?.problem).toBe('newer')
  expect(problem?.message).toMatch(/its version is 7, and this monitor knows versions up to 2.*left as it is/)
})

test.each([new TypeError('x is not a function'), 'text', null])(
  '%s is a defect of ours, not a problem of the file',
  (error) => {
    expect(brokenBy(named, error)).toBeNull()
  },
)
