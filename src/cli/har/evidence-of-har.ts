import { createHash } from 'node:crypto'
import { UsageError } from '../../config/usage-error.ts'
import { createMask } from '../../kernel/mask.ts'
import { version } from '../../kernel/version.ts'
import type { Fact } from '../../model/evidence.ts'
import type { Evidence, EvidenceContext, UserEvidence } from '../../model/evidence-file.ts'
import type { JudgeName } from '../../model/judge-names.ts'
import { capabilitiesSchema, thresholdsSchema } from '../../model/target.ts'
import { factsOfSession } from './facts-of-session.ts'
import { findSession, type Session } from './find-session.ts'
import type { HarFile } from './har-schema.ts'
import { startOf } from './har-time.ts'
import { hasOpened } from './socket-facts.ts'
import { type SessionTokens, tokensOfSession, withoutCredentials } from './tokens-of-session.ts'

/** What a HAR says, and what nobody can know from it, one sentence each. */
export type HarEvidence = { readonly evidence: Evidence; readonly unknown: readonly string[] }

/**
 * Makes evidence of what a browser recorded, so that the session of a customer can be judged as a run is. What a HAR does
 * not hold is never held against the target. Throws a UsageError when it holds no session at all.
 */
export function evidenceOfHar(har: HarFile, file: string): HarEvidence {
  const session = findSession(har)
  const [first] = [...session.exchanges, ...session.sockets].map(startOf).sort((a, b) => a - b)
  if (first === undefined) {
    throw new UsageError(
      `${file} holds no session: neither a chat socket nor a sign-in among ${har.log.entries.length} entries.`,
      'Record with the network tab open from before the sign-in, in Chrome or Edge, and export with content.',
    )
  }
  const mask = createMask()
  const tokens = tokensOfSession(session, mask)
  const unknown = new Set<string>()
  const note = (sentence: string) => unknown.add(sentence)
  const facts = factsOfSession(session, { tokens, mask, startMs: first, note })
  const users = usersOf(facts, tokens)
  sayGaps(session, users, note)
  return {
    evidence: {
      schema: 'golden-path/evidence@1',
      context: contextOf({ har, session, facts, users, startMs: first }),
      users,
      steps: [...unknown].map((detail) => ({
        name: 'not in the HAR',
        user: null,
        state: 'not-run',
        startMs: 0,
        durationMs: 0,
        detail,
      })),
      facts,
    },
    unknown: [...unknown],
  }
}

/** Everybody who did something. E-mail addresses of customers are nobody's business. */
function usersOf(facts: readonly Fact[], { users }: SessionTokens): UserEvidence[] {
  const seen = new Set(facts.flatMap((fact) => (fact.kind === 'upgrade' || isJudged(fact) ? (fact.user ?? []) : [])))
  return [...seen].map((id) => ({ id, role: 'speaker', email: '', userId: users.get(id) ?? null, plant: null }))
}

function isJudged(fact: Fact): boolean {
  return fact.kind === 'http' && fact.user !== null && (fact.purpose === 'sign-in' || fact.purpose === 'sign-out')
}

function sayGaps({ sockets }: Session, users: readonly UserEvidence[], note: (sentence: string) => void): void {
  if (sockets.length === 0) note('Whether the chat works: no chat socket was opened.')
  if (sockets.some((entry) => hasOpened(entry) && (entry._webSocketMessages ?? null) === null)) {
    note('What was said on a socket without messages: only Chrome, Edge and Playwright write them down.')
  }
  if (sockets.some((entry) => hasOpened(entry) && (entry._webSocketClose ?? null) === null)) {
    note('How sockets ended, and whether one was open any longer than its last message.')
  }
  if (users.some(({ userId }) => userId === null)) note('Whose sockets they are: their tokens are not in the file.')
}

function contextOf(parts: {
  readonly har: HarFile
  readonly session: Session
  readonly facts: readonly Fact[]
  readonly users: readonly UserEvidence[]
  readonly startMs: number
}): EvidenceContext {
  const { har, session, facts, users, startMs } = parts
  const { creator } = har.log
  const url = (session.sockets[0] ?? session.exchanges[0])?.request.url ?? ''
  const address = URL.parse(withoutCredentials(url))
  const startedAt = new Date(startMs).toISOString()
  const stamp = startedAt.replace(/[-:]/g, '').slice(0, 15)
  const digest = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 8)
  return {
    runId: `${stamp}-${digest}`,
    scenario: 'recorded-session',
    judges: judgesOf(facts, users),
    target: {
      name: address?.hostname ?? 'unknown',
      kind: 'remote',
      urls: address === null ? {} : { [session.sockets.length > 0 ? 'ws' : 'auth']: address.origin + address.pathname },
    },
    purpose: 'manual',
    policy: 'observed',
    thresholds: thresholdsSchema.parse(undefined),
    capabilities: capabilitiesSchema.parse({ tools: false, proof: 'present' }),
    seed: '',
    timeScale: 1,
    attempt: 1,
    startedAt,
    observedUntilMs: facts.reduce((latest, fact) => Math.max(latest, 'endMs' in fact ? fact.endMs : fact.atMs), 0),
    ended: 'left',
    loopDelayMaxMs: 0,
    clockOffsetMs: null,
    versions: {
      monitor: version,
      ...(creator == null ? {} : { recorder: `${creator.name} ${creator.version ?? ''}`.trim() }),
    },
  }
}

/** Judges that a recording can satisfy. Without a chat nothing passes: its judges have nothing to examine then. */
function judgesOf(facts: readonly Fact[], users: readonly UserEvidence[]): JudgeName[] {
  const signedIn: JudgeName[] = facts.some(isJudged) ? ['auth'] : []
  const known: JudgeName[] = users.some(({ userId }) => userId !== null) ? ['identity'] : []
  return ['monitor', ...signedIn, 'handshake', ...known, 'sequence', 'answer', 'closes', 'latency']
}
