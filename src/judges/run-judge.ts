import { type JudgeName, judgeNames } from '../model/judge-names.ts'
import { judgeTable } from './judge-table.ts'
import type { Ruling } from './ruling.ts'
import type { EvidenceView } from './view-types.ts'

/** Runs one judge by its name. A name that no judge has, or a judge that throws, is the monitor's error, never a verdict. */
export function runJudge(name: string, view: EvidenceView): Ruling {
  if (!isJudgeName(name)) {
    return broken('internal', `There is no judge "${name}"; there are ${judgeNames.join(', ')}.`)
  }
  try {
    return judgeTable[name](view)
  } catch (thrown) {
    return broken(
      'judge_threw',
      `The judge "${name}" threw: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
    )
  }
}

function isJudgeName(name: string): name is JudgeName {
  return judgeNames.some((known) => known === name)
}

function broken(cause: 'internal' | 'judge_threw', reason: string): Ruling {
  return { examined: 0, symptoms: [], troubles: [{ kind: 'error', cause, reason }], missing: [], held: '' }
}
