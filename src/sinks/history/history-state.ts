import type { HistoryState } from './history.ts'

/** Something that cannot be written or read: since when, why, and what to do. */
export type Trouble = { readonly sinceWallMs: number; readonly reason: string }

/** The state, from what troubles the file and the evidence, what a person should know, and how many runs were lost. */
export function historyState(troubles: readonly (Trouble | null)[], note: string, lost: number): HistoryState {
  const all = troubles.flatMap((trouble) => trouble ?? [])
  const losses = lost === 0 ? '' : `${lost} could not be kept in memory and are lost.`
  if (all.length === 0) {
    const said = [note, losses].filter((each) => each !== '').join(' ')
    return said === '' ? { kind: 'good' } : { kind: 'good', note: said }
  }
  return {
    kind: 'failing',
    sinceWallMs: Math.min(...all.map(({ sinceWallMs }) => sinceWallMs)),
    reason: [...all.map(({ reason }) => reason), losses].filter((each) => each !== '').join(' '),
  }
}
