import type { Fact, HttpFact } from '../model/evidence.ts'
import type { Evidence, EvidenceContext, StepEvidence, UserEvidence } from '../model/evidence-file.ts'
import type { JudgeName } from '../model/judge-names.ts'
import { capabilitiesSchema, thresholdsSchema } from '../model/target.ts'
import { UserScript } from './user-script.builder.ts'

/** A fact before it has a seq. */
export type Unnumbered = Fact extends infer Each ? (Each extends Fact ? Omit<Each, 'seq'> : never) : never

/**
 * Judges that have something to look at in any run of several users. Named one by one: a judge that comes later must not
 * make every run of the tests void.
 */
export const usualJudges: readonly JudgeName[] = [
  'monitor',
  'platform',
  'auth',
  'handshake',
  'identity',
  'sequence',
  'answer',
  'isolation',
  'closes',
  'latency',
  'evidence',
]

/** Everything but what a test is about. */
export const context: EvidenceContext = {
  runId: '20261122T150901-1f3a9c02',
  scenario: 'golden-path',
  judges: usualJudges.filter((name) => name !== 'isolation'),
  target: { name: 'staging', kind: 'remote', urls: { api: 'https://api.example.com' } },
  purpose: 'watch',
  policy: 'observed',
  thresholds: thresholdsSchema.parse({}),
  capabilities: capabilitiesSchema.parse({}),
  seed: 'seed',
  timeScale: 1,
  attempt: 1,
  startedAt: '2026-11-22T15:09:01.000Z',
  observedUntilMs: 20_000,
  ended: 'complete',
  loopDelayMaxMs: 4,
  clockOffsetMs: 12,
  versions: { monitor: '0.1.0' },
}

/** Builds small evidence: users act in turn, facts are put in the order of time, seq is given at the end. */
export class EvidenceBuilder {
  readonly users: UserEvidence[] = []
  readonly steps: StepEvidence[] = []
  readonly #facts: { fact: Unnumbered; order: number; ref: object }[] = []

  /** Adds a user called `user-<n>`; e-mail and subject differ within their first characters. */
  user(n: number, role: UserEvidence['role'] = 'speaker'): UserScript {
    const local = `${'amber birch cedar dahlia elder'.split(' ')[n - 1] ?? `${n}fern`}-${n}`
    const id = `user-${n}`
    this.users.push({ id, role, email: `${local}@example.com`, userId: `e2e-${local}`, plant: null })
    return new UserScript(this, id, `e2e-${local}`, n)
  }

  /** Adds a fact and gives something by which its seq can be asked for after `build`. */
  add(fact: Unnumbered): object {
    const ref = {}
    this.#facts.push({ fact, order: this.#facts.length, ref })
    return ref
  }

  /** Health answers as they should be; with a status, what the API says instead. */
  health(changes: Partial<Omit<HttpFact, 'kind' | 'seq'>> & { tookMs?: number } = {}): this {
    const script = new UserScript(this, '', '', 0)
    const url = 'https://api.example.com/health'
    const common = {
      user: null,
      method: 'GET',
      role: 'api',
      purpose: 'health',
      url,
      body: '{"status":"ok"}',
      tookMs: 30,
    } as const
    script.http({ ...common, ...changes })
    script.http({ ...common, purpose: 'ready', url: `${url}/ready`, body: '{"status":"ready"}', ...changes })
    script.http({ ...common, role: 'auth', url: 'https://auth.example.com/health', body: '{"status":"healthy"}' })
    return this
  }

  step(name: string, user: string | null, state: StepEvidence['state'] = 'passed', detail = ''): this {
    this.steps.push({ name, user, state, startMs: 0, durationMs: 10, detail })
    return this
  }

  build(changes: Partial<EvidenceContext> = {}): Evidence {
    const sorted = [...this.#facts].sort((a, b) => a.fact.atMs - b.fact.atMs || a.order - b.order)
    const frameSeqs = new Map(sorted.map(({ ref }, seq) => [ref, seq]))
    const facts = sorted.map(({ fact }, seq): Fact => {
      const numbered = { ...fact, seq }
      return numbered.kind === 'prompt'
        ? { ...numbered, frame: frameSeqs.get(this.promptFrames.get(fact) ?? {}) ?? seq }
        : numbered
    })
    return {
      schema: 'golden-path/evidence@1',
      context: { ...context, ...changes },
      users: this.users,
      steps: this.steps,
      facts,
    }
  }

  /** Which frame carried a prompt. */
  readonly promptFrames = new Map<Unnumbered, object>()
}
