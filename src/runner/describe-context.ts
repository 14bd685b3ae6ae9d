import { version } from '../kernel/version.ts'
import type { Fact } from '../model/evidence.ts'
import type { EvidenceContext } from '../model/evidence-file.ts'
import type { Target } from '../model/target.ts'
import type { Admitted } from './act.ts'
import { clockOffset } from './clock-offset.ts'
import type { Ending } from './exceptions.ts'

/** What is known only after the users have acted. */
export type Outcome = {
  readonly ended: Ending
  readonly observedUntilMs: number
  readonly loopDelayMaxMs: number
  readonly facts: readonly Fact[]
}

/** Writes down what is needed to judge the facts again offline. */
export function describeContext(run: Admitted, outcome: Outcome): EvidenceContext {
  const { scenario, target } = run
  return {
    runId: run.runId,
    scenario: scenario.id,
    judges: [...scenario.judges],
    target: { name: target.name, kind: target.kind, urls: presentOnly(target.urls) },
    purpose: run.purpose,
    policy: target.policy,
    thresholds: target.thresholds,
    capabilities: target.capabilities,
    seed: run.seed,
    timeScale: run.timeScale,
    attempt: 1,
    startedAt: run.startedAt,
    observedUntilMs: outcome.observedUntilMs,
    ended: outcome.ended,
    loopDelayMaxMs: outcome.loopDelayMaxMs,
    clockOffsetMs: clockOffset(outcome.facts, Date.parse(run.startedAt), run.timeScale),
    versions: { monitor: version, node: process.version },
  }
}

function presentOnly(urls: Target['urls']): Record<string, string> {
  return Object.fromEntries(Object.entries(urls).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
