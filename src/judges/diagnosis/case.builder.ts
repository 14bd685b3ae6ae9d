import type { HttpFact } from '../../model/evidence.ts'
import type { EvidenceContext } from '../../model/evidence-file.ts'
import { EvidenceBuilder } from '../evidence.builder.ts'
import { judgeEvidence } from '../judge.ts'
import { everyJudge } from '../judging.builder.ts'
import type { UserScript } from '../user-script.builder.ts'

/** What is seen, and how it must be called. Neighbours on the wire stand side by side. */
export type Case = {
  readonly seen: string
  readonly code: string
  /** What health endpoints say; all is well by default. */
  readonly health?: (Partial<HttpFact> & { tookMs?: number }) | 'not asked'
  readonly changes?: Partial<EvidenceContext>
  readonly tell: (user: UserScript, run: EvidenceBuilder) => unknown
}

/** The first code of a case, and where and whose it is. */
export function diagnosed({ tell, health = {}, changes = {} }: Case) {
  const run = new EvidenceBuilder()
  if (health !== 'not asked') run.health(health)
  tell(run.user(1).after(100), run)
  const judges = everyJudge.filter((name) => name !== 'isolation' || run.users.length > 1)
  const { findings, verdict } = judgeEvidence(run.build({ judges, ...changes }))
  const [first] = findings
  return {
    code: first?.code,
    domain: first?.domain,
    phase: first?.phase,
    severity: first?.severity,
    verdict,
    codes: findings.map(({ code }) => code),
  }
}

/** A socket before its welcome. */
export const connected = (user: UserScript) => user.signIn().verify().upgrade()
/** A socket after its welcome. */
export const welcomed = (user: UserScript) => connected(user).welcome()
/** A conversation that has begun. */
export const running = (user: UserScript) => welcomed(user).prompt().started().thinking()

/** A flat error frame (protocol.md §3.4). */
export const errorFrame = (code: string, message: string, errorType = '') => ({
  type: 'error_message',
  error_code: code,
  error_message: message,
  details: errorType === '' ? {} : { error_type: errorType, mode: 'main' },
})
