import type { Drill, DrillRow } from '../../model/drill.ts'
import { duration } from '../verdict-line.ts'

/** Said wherever a drill is shown: what was tested is the monitor, on our own twin. */
export const drillNote = 'This tested the monitor against our own twin. It says nothing about a real target.'

/** Titles of the matrix's columns. */
export const columns = ['subject', 'scenario', 'dialect', 'expected', 'got', 'outcome', 'only strict sees'] as const

/** One row of the matrix as texts, in the order of `columns`. */
export function cells(row: DrillRow): readonly string[] {
  const { expected, got, strict } = row
  const named = [...new Set(expected.verdicts)].join(' or ')
  const codes = expected.codes.length === 0 ? '' : `: ${expected.codes.join(' | ')}`
  const round = row.round === 1 ? '' : ` (round ${row.round})`
  return [
    row.kind === 'healthy' ? `healthy ${row.name}` : row.name,
    `${row.scenario}${round}`,
    row.dialect,
    row.kind === 'fault' && !row.hunted ? `not hunted: no other code` : `${named}${codes}`,
    got.headline === null ? got.verdict : `${got.verdict}: ${got.headline}`,
    row.spoilt.length === 0 ? row.outcome : `${row.outcome} (try ${row.tries})`,
    strict.sees.join(' '),
  ]
}

/** The score in one sentence. */
export function scoreLine(drill: Drill): string {
  const { faults, caught, named, healthy, falseAlarms, errors, spoilt, durationMs } = drill
  const parts = [
    `${caught} of ${faults} faults caught, ${named} called by their name`,
    `${falseAlarms} false alarms in ${healthy} healthy runs`,
    ...(errors === 0 ? [] : [`${errors} runs of which nothing can be said`]),
    ...(spoilt === 0 ? [] : [`${spoilt} runs repeated because we were too busy ourselves`]),
  ]
  return `${parts.join('; ')}; ${duration(durationMs)}, seed ${drill.seed}`
}
