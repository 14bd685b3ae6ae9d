import { readFileSync } from 'node:fs'
import type { Subject } from '../../src/drill/cell.ts'
import { classify } from '../../src/drill/classify.ts'
import { say } from '../../src/drill/say.ts'
import type { Judged } from '../../src/judges/judge.ts'
import { type DrillRow, isRight } from '../../src/model/drill.ts'
import type { Evidence } from '../../src/model/evidence-file.ts'

/** One run of the drill, to be judged again. */
export type Case = { readonly row: DrillRow; readonly evidence: Evidence }

/** How the monitor judges: the real one or a broken copy. */
export type Judge = (evidence: Evidence) => Judged

/** What one verdict was, in a form that can be compared. */
export type Opinion = { readonly isRight: boolean; readonly text: string }

/** Reads the runs of a drill that came out right: what is wrong already cannot fall. */
export function readCases(rows: readonly DrillRow[]): readonly Case[] {
  return rows.flatMap((row) => {
    if (row.evidenceFile === null || !isRight(row)) return []
    return { row, evidence: JSON.parse(readFileSync(row.evidenceFile, 'utf8')) }
  })
}

/** Judges a run again and holds the result against what is true, as the drill does. */
export function opinionOf({ row, evidence }: Case, judge: Judge): Opinion {
  // A copy, because a view of evidence is kept with the evidence it was made from.
  const said = say({ ...judge({ ...evidence }), evidence })
  return {
    isRight: isRight({ outcome: classify(subjectOf(row), said) }),
    text: `${said.verdict}: ${said.codes.join(' ')}`,
  }
}

function subjectOf({ kind, name, hunted, expected }: DrillRow): Subject {
  if (kind === 'healthy') return { kind, name, warnings: expected.codes }
  return { kind, name, hunted, expected: { verdict: expected.verdicts[0] ?? 'fail', codes: expected.codes } }
}
