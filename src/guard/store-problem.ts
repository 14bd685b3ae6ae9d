import type { Broken, Problem } from './outcome.ts'

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). The low byte of an extended code is its primary one. */
const bySqliteCode: ReadonlyMap<number, Problem> = new Map([
  [5, 'busy'],
  [6, 'busy'],
  [8, 'read-only'],
  [11, 'corrupt'],
  [13, 'full'],
  [14, 'unreachable'],
  [26, 'corrupt'],
])

const byErrno: ReadonlyMap<string, Problem> = new Map([
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['ENOTDIR', 'unreachable'],
  ['EEXIST', 'unreachable'],
  ['ENOENT', 'unreachable'],
  ['ELOOP', 'unreachable'],
])

const nextStep: Readonly<Record<Problem, string>> = {
  corrupt:
    'Move the file away: a new one is made. It holds only the last minute of requests, leases and the count of the day.',
  'read-only': 'Give this user write access to the folder, or point the data directory somewhere else.',
  full: 'Free some space on that disk; nothing needs to be restarted.',
  busy: 'Another process holds the file: look for one that is stopped or hangs while it writes.',
  unreachable:
    'Check that the folder exists and that this user may write to it, or point the data directory somewhere else.',
  closed: 'The guard was asked after it had been closed: this is a defect of the monitor.',
  unknown: 'Look at the message; moving the file away makes a new one.',
}

/** Says what is the matter with `file`: the problem, the words of whoever complained, and what to do next. */
export function broken(file: string, problem: Problem, said: string): Broken {
  return {
    kind: 'broken',
    problem,
    file,
    message: `The guard file ${file} is unusable (${problem}): ${said}. ${nextStep[problem]}`,
  }
}

/** Turns an error of SQLite or of the file system into a value. Gives null for any other error: that is a defect, to be thrown. */
export function brokenBy(file: string, error: unknown): Broken | null {
  if (!(error instanceof Error)) return null
  if ('errcode' in error && typeof error.errcode === 'number') {
    return broken(file, bySqliteCode.get(error.errcode & 0xff) ?? 'unknown', error.message)
  }
  if ('errno' in error && 'code' in error && typeof error.code === 'string') {
    return broken(file, byErrno.get(error.code) ?? 'unknown', error.message)
  }
  return null
}
