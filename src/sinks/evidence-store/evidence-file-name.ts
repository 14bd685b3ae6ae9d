import { type Verdict, verdicts } from '../../model/words.ts'

/** Whose evidence a file holds. */
export type EvidenceName = { readonly runId: string; readonly scenario: string; readonly verdict: Verdict }

const ENDING = '.evidence.json.zst'
/** What may stand in a path: a run id comes from an address that anybody can write. */
const safe = /^[\w-]{1,100}$/

/**
 * The name of a file: `<run>.<scenario>.<verdict>.evidence.json.zst`. It says all that decides how long the file is kept,
 * so that the folder needs no index. Null for names that cannot stand in a path.
 */
export function evidenceFileName({ runId, scenario, verdict }: EvidenceName): string | null {
  return safe.test(runId) && safe.test(scenario) ? `${runId}.${scenario}.${verdict}${ENDING}` : null
}

/** Null for a file that is none of ours. */
export function parseEvidenceFileName(file: string): EvidenceName | null {
  if (!file.endsWith(ENDING)) return null
  const [runId = '', scenario = '', word, ...rest] = file.slice(0, -ENDING.length).split('.')
  const verdict = verdicts.find((known) => known === word)
  const isOurs = verdict !== undefined && rest.length === 0 && safe.test(runId) && safe.test(scenario)
  return isOurs ? { runId, scenario, verdict } : null
}
