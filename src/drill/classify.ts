import type { DrillRow, Outcome, Said } from '../model/drill.ts'
import type { Subject } from './cell.ts'

type FaultSubject = Extract<Subject, { kind: 'fault' }>

/** What would be right for a subject. */
export function expectation(subject: Subject): DrillRow['expected'] {
  if (subject.kind === 'fault') return { verdicts: [subject.expected.verdict], codes: names(subject) }
  const verdicts: DrillRow['expected']['verdicts'] = subject.warnings.length === 0 ? ['pass'] : ['pass', 'degraded']
  return { verdicts, codes: [...subject.warnings] }
}

/** Holds what the monitor said of a run against what is true of the twin. */
export function classify(subject: Subject, said: Said): Outcome {
  if (said.verdict === 'error' || said.verdict === 'cancelled') return said.verdict
  return subject.kind === 'healthy' ? classifyHealthy(subject, said) : classifyFault(subject, said)
}

function classifyHealthy({ warnings }: Extract<Subject, { kind: 'healthy' }>, said: Said): Outcome {
  const isDeclared = said.verdict === 'degraded' && said.codes.every((code) => warnings.includes(code))
  return said.verdict === 'pass' || isDeclared ? 'passed' : 'false-alarm'
}

/**
 * A fault is seen when the run comes out as it must; a run that is better than that has missed it. It is named when the
 * most telling finding is one of its codes: a right code further down the list is no name, because on-call reads the
 * first; and a name that no fact of the evidence proves is a guess. A scenario that does not hunt it may be blind to it, or
 * call it by a coarser name, but must not blame something else.
 */
function classifyFault(subject: FaultSubject, said: Said): Outcome {
  const { expected, hunted } = subject
  const isSeen = said.verdict === expected.verdict
  if (isSeen && said.isProven && said.headline !== null && names(subject).includes(said.headline)) return 'caught'
  if (said.verdict === 'fail') return 'misnamed'
  if (!hunted) return 'quiet'
  return isSeen ? 'misnamed' : 'missed'
}

/** Codes that are right here. */
function names({ expected, hunted }: FaultSubject) {
  return hunted ? [...expected.codes] : [...expected.codes, ...(expected.coarser ?? [])]
}
