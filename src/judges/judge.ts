import type { ErrorCause, InconclusiveCause } from '../model/causes.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { Finding, Judgement } from '../model/judgement.ts'
import { worst } from '../model/verdict.ts'
import type { Domain, Phase, Verdict } from '../model/words.ts'
import { cutShort } from './cut-short.ts'
import { diagnose } from './diagnosis/diagnose.ts'
import { writeJudgement } from './judgement.ts'
import { bySignificance, climb, firstRed, withoutTwins } from './ladder.ts'
import { oneOutage } from './one-outage.ts'
import type { Ruling, Trouble } from './ruling.ts'
import { runJudge } from './run-judge.ts'
import { sayVerdict } from './say-verdict.ts'
import { type Symptom, toFinding } from './symptom.ts'
import { unexplainedSteps } from './unexplained-steps.ts'
import { viewEvidence } from './view.ts'
import type { EvidenceView } from './view-types.ts'
import { withdraw } from './withdraw.ts'

/** What a run says in the end. */
export type Judged = {
  readonly judgements: readonly Judgement[]
  /** The most telling first. */
  readonly findings: readonly Finding[]
  readonly verdict: Verdict
  /** One sentence for a person. */
  readonly reason: string
  /** First red rung; null when none is red. */
  readonly phase: Phase | null
  /** Whose fault; null when nobody is to blame. */
  readonly domain: Domain | null
  /** Why the verdict is `error` or `inconclusive`, from closed lists; null with any other. */
  readonly cause: ErrorCause | InconclusiveCause | null
}

/** Judges evidence; also what replay does. Pure, and never throws: what cannot be judged is the monitor's error. */
export function judgeEvidence(evidence: Evidence): Judged {
  try {
    return judgeView(viewEvidence(evidence))
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    const reason = `The evidence could not be judged: ${why}.`
    return {
      judgements: [],
      findings: [],
      verdict: 'error',
      reason,
      phase: null,
      domain: 'monitor',
      cause: 'judge_threw',
    }
  }
}

function judgeView(view: EvidenceView): Judged {
  const { judges, ended } = view.context
  // The monitor's own testimony counts, whether a scenario names it or not.
  const names = judges.includes('monitor') ? judges : ['monitor', ...judges]
  const rulings = names.map((name) => ({ name, ruling: runJudge(name, view) }))
  const believed = withdraw(
    view,
    rulings.flatMap(({ ruling }) => ruling.symptoms),
  )
  const named = new Map(believed.kept.map((each) => [each, diagnose(each, view)]))
  const standing = new Set(climb([...named.values()]))
  const red = firstRed([...standing])
  const stands = (ruling: Ruling) =>
    ruling.symptoms.flatMap((each) => {
      const diagnosed = named.get(each)
      return diagnosed !== undefined && standing.has(diagnosed) ? [diagnosed] : []
    })
  const lostFailures = (ruling: Ruling) =>
    ruling.symptoms.some((each) => {
      const diagnosed = named.get(each)
      return each.severity === 'fail' && (diagnosed === undefined || !standing.has(diagnosed))
    })
  const judgements = rulings
    .filter(({ name }) => judges.includes(name))
    .map(({ name, ruling }) =>
      writeJudgement(name, ruling, {
        symptoms: stands(ruling),
        lostFailures: lostFailures(ruling),
        red,
        users: view.users,
      }),
    )
  const symptoms = oneOutage(withoutTwins([...standing])).sort(bySignificance)
  const told = [...believed.troubles, ...rulings.flatMap(({ ruling }) => ruling.troubles)]
  const troubles = [
    ...cutShort(view),
    ...told,
    ...(told.length === 0 ? unexplainedSteps(view, symptoms) : []),
    ...voids(judgements),
  ]
  return conclude({ view, judgements, symptoms, troubles, cancelled: ended === 'cancelled' })
}

/** A judge that must hold and could not look keeps a run from passing. */
function voids(judgements: readonly Judgement[]): Trouble[] {
  return judgements
    .filter((judgement) => judgement.state === 'void')
    .map(({ judge, reason }) => ({
      kind: 'inconclusive',
      cause: 'nothing_examined',
      reason: `The judge "${judge}" is void: ${reason}.`,
    }))
}

function conclude(parts: {
  readonly view: EvidenceView
  readonly judgements: readonly Judgement[]
  readonly symptoms: readonly Symptom[]
  readonly troubles: readonly Trouble[]
  readonly cancelled: boolean
}): Judged {
  const { view, judgements, symptoms, troubles } = parts
  const findings = symptoms.map(toFinding)
  const verdict = worst([
    ...findings.map(({ severity }) => (severity === 'fail' ? 'fail' : 'degraded')),
    ...troubles.map(({ kind }) => kind),
    ...(parts.cancelled ? ['cancelled' as const] : []),
    ...(judgements.length > 0 ? ['pass' as const] : []),
  ])
  const users = view.users.length
  const reason = sayVerdict({ verdict, findings, troubles, users, judges: judgements.length })
  const [first] = verdict === 'fail' ? findings : []
  return {
    judgements,
    findings,
    verdict,
    reason,
    phase: first?.phase ?? null,
    domain: first?.domain ?? (verdict === 'error' ? 'monitor' : null),
    cause: troubles.find(({ kind }) => kind === verdict)?.cause ?? null,
  }
}
