import type { Judgement } from '../model/judgement.ts'
import type { Phase } from '../model/words.ts'
import { count } from './count.ts'
import { redRung, rung } from './ladder.ts'
import type { Ruling } from './ruling.ts'
import { type Symptom, toFinding } from './symptom.ts'
import type { UserView } from './view-types.ts'

/** The rung of each judge that has one; judges that hold on any prefix, or look at every rung, have none. */
const rungs: Readonly<Record<string, Phase>> = {
  platform: 'platform',
  auth: 'auth',
  handshake: 'welcome',
  identity: 'welcome',
  sequence: 'events',
  scaling: 'events',
  answer: 'answer',
  isolation: 'isolation',
  evidence: 'close',
}

/** What the ladder left of a judge's symptoms, and where it is red. */
export type Standing = {
  readonly symptoms: readonly Symptom[]
  /** Whether a failure that the judge saw is not among them. */
  readonly lostFailures: boolean
  readonly red: ReadonlyMap<string | null, number>
  readonly users: readonly UserView[]
}

/** Writes down what one judge says, once diagnosis and ladder have had their say. */
export function writeJudgement(judge: string, ruling: Ruling, standing: Standing): Judgement {
  const { examined } = ruling
  const findings = standing.symptoms.map(toFinding)
  const fails = findings.filter(({ severity }) => severity === 'fail')
  const [trouble] = ruling.troubles
  const state = (name: Judgement['state'], reason: string): Judgement => ({
    judge,
    state: name,
    reason,
    examined,
    findings,
  })
  if (fails.length > 0) return state('broken', `${count(fails.length, 'finding')} of severity fail`)
  if (trouble?.kind === 'error') return state('broken', trouble.reason)
  if (trouble !== undefined) return state('void', trouble.reason)
  if (standing.lostFailures) {
    return state('void', 'what it found was taken back, or lies above a red rung')
  }
  if (belowIsRed(judge, standing)) return state('void', 'a lower rung is red')
  if (examined === 0) return state('void', 'nothing to examine')
  const unseen = ruling.missing.filter((user) => !isRedBelow(judge, standing.red, user))
  if (unseen.length > 0) return state('void', `nothing of ${unseen.join(', ')} to examine`)
  return state('holds', ruling.held)
}

/** Whether nobody got as far as this judge's rung. */
function belowIsRed(judge: string, { red, users }: Standing): boolean {
  return users.length > 0 && users.every(({ user }) => isRedBelow(judge, red, user.id))
}

function isRedBelow(judge: string, red: Standing['red'], user: string): boolean {
  const own = rungs[judge]
  return own !== undefined && redRung(red, user) < rung(own)
}
