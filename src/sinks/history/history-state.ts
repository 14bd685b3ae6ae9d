import type { HistoryState } from './history.ts'

/** Something that cannot be written or read: since when, why, and what to do. */
export type Trouble = { readonly sinceWallMs: number; readonly reason: string }

/** What is not on disk: how many runs and how much evidence wait in memory, and how many of both had to be let go. */
export type Backlog = { readonly runs: number; readonly evidence: number; readonly lost: number }

/** The state, from what troubles the file and the evidence, what a person should know, and what is not on disk. */
export function historyState(troubles: readonly (Trouble | null)[], note: string, backlog: Backlog): HistoryState {
  const all = troubles.flatMap((trouble) => trouble ?? [])
  if (all.length === 0) {
    const said = sentences([note, sayLost(backlog)])
    return said === '' ? { kind: 'good' } : { kind: 'good', note: said }
  }
  return {
    kind: 'failing',
    sinceWallMs: Math.min(...all.map(({ sinceWallMs }) => sinceWallMs)),
    reason: sentences([...all.map(({ reason }) => reason), sayWaiting(backlog), sayLost(backlog)]),
  }
}

/** What is lost when the monitor ends now; null: nothing. */
export function sayAbandoned({ runs, evidence }: Backlog): string | null {
  return runs + evidence === 0 ? null : `${count(runs, evidence)} could not be written before the end, and are lost.`
}

function sayWaiting({ runs, evidence }: Backlog): string {
  return runs + evidence === 0 ? '' : `In memory until then: ${count(runs, evidence)}.`
}

function sayLost({ lost }: Backlog): string {
  return lost === 0 ? '' : `${lost} could not be kept in memory and are lost.`
}

function count(runs: number, evidence: number): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'} and the evidence of ${evidence}`
}

function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
