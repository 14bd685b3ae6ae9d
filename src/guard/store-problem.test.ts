import { expect, test } from 'vitest'
import { brokenBy } from './store-problem.ts'

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
  expect(brokenBy('/data/guard.sqlite', Object.assign(new Error('said'), { errcode }))?.problem).toBe(problem)
})

test.each([
  ['EACCES', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'full'],
  ['ENOTDIR', 'unreachable'],
  ['EMFILE', 'unknown'],
] as const)('file system error %s is %s', (code, problem) => {
  expect(brokenBy('/data/guard.sqlite', Object.assign(new Error('said'), { errno: -1, code }))?.problem).toBe(problem)
})

test('the message names the file, what happened and what to do', () => {
  const problem = brokenBy('/data/guard.sqlite', Object.assign(new Error('database or disk is full'), { errcode: 13 }))
  expect(problem?.message).toBe(
    'The guard file /data/guard.sqlite is unusable (full): database or disk is full. Free some space on that disk; nothing needs to be restarted.',
  )
})

test.each([new TypeError('x is not a function'), 'text', null])(
  '%s is a defect of ours, not a problem of the file',
  (error) => {
    expect(brokenBy('/data/guard.sqlite', error)).toBeNull()
  },
)
