/** What is the matter with a database file. `newer`: a later version of the monitor wrote it. */
export type Problem = 'corrupt' | 'read-only' | 'full' | 'busy' | 'unreachable' | 'newer' | 'closed' | 'unknown'

/** The file cannot be used: neither yes nor no. The caller decides whether to go on without it. */
export type Broken = {
  readonly kind: 'broken'
  readonly problem: Problem
  readonly file: string
  /** For a person: the file, what happened, what to do next. */
  readonly message: string
}

/** A file as a person knows it. */
export type NamedFile = {
  readonly file: string
  /** Follows "The": for example "guard file". */
  readonly name: string
  /** What to do next, where the usual words are not enough. */
  readonly advice?: Partial<Readonly<Record<Problem, string>>>
}

/** A later version of the monitor wrote this file; what it means by its tables is not known here. */
export class NewerFile extends Error {
  constructor(found: number, known: number) {
    super(`its version is ${found}, and this monitor knows versions up to ${known}`)
    this.name = 'NewerFile'
  }
}

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
  corrupt: 'Move the file away: a new one is made.',
  'read-only': 'Give this user write access to the folder, or point the data directory somewhere else.',
  full: 'Free some space on that disk; nothing needs to be restarted.',
  busy: 'Another process holds the file: look for one that is stopped or hangs while it writes.',
  unreachable:
    'Check that the folder exists and that this user may write to it, or point the data directory somewhere else.',
  newer: 'Use that later version, or point the data directory somewhere else; the file is left as it is.',
  closed: 'It was asked after it had been closed: this is a defect of the monitor.',
  unknown: 'Look at the message; moving the file away makes a new one.',
}

/** Says what is the matter with a file: the problem, the words of whoever complained, and what to do next. */
export function broken({ file, name, advice }: NamedFile, problem: Problem, said: string): Broken {
  const next = advice?.[problem] ?? nextStep[problem]
  return { kind: 'broken', problem, file, message: `The ${name} ${file} is unusable (${problem}): ${said}. ${next}` }
}

/** Turns an error of SQLite or of the file system into a value. Gives null for any other error: that is a defect, to be thrown. */
export function brokenBy(named: NamedFile, error: unknown): Broken | null {
  if (error instanceof NewerFile) return broken(named, 'newer', error.message)
  if (!(error instanceof Error)) return null
  if ('errcode' in error && typeof error.errcode === 'number') {
    return broken(named, bySqliteCode.get(error.errcode & 0xff) ?? 'unknown', error.message)
  }
  if ('errno' in error && 'code' in error && typeof error.code === 'string') {
    return broken(named, byErrno.get(error.code) ?? 'unknown', error.message)
  }
  return null
}
