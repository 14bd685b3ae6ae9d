import { twin as twinDefaults } from '../src/config/built-in.ts'
import { type Guard, openGuard } from '../src/guard/open-guard.ts'
import { createClock } from '../src/kernel/clock.ts'
import type { Evidence } from '../src/model/evidence-file.ts'
import { defineScenario, type Scenario } from '../src/model/scenario.ts'
import type { Target, Urls } from '../src/model/target.ts'
import type { Progress } from '../src/runner/progress.ts'
import { type RunResult, runScenario } from '../src/runner/run-scenario.ts'
import { startTwin } from '../src/twin/start-twin.ts'

const TIME_SCALE = 5

/** A scenario of a test: what is left out is as in the golden path. */
export function aPlay(run: Scenario['run'], rest: Partial<Scenario> = {}): Scenario {
  return defineScenario({
    id: 'a-play',
    summary: 'Made for a test.',
    tags: [],
    cron: '0 0 1 1 *',
    users: { default: 1, min: 1, max: 5 },
    bystanders: 0,
    requests: { perRun: 4, perUser: 4 },
    promptsPerUser: 1,
    deadlineMs: 60_000,
    judges: ['monitor', 'auth', 'handshake', 'identity', 'sequence', 'answer', 'closes', 'evidence'],
    hunts: [],
    run,
    ...rest,
  })
}

/** How a play is run. */
export type PlayOptions = {
  readonly faults?: readonly string[]
  readonly users?: number
  readonly signal?: AbortSignal
  readonly timeScale?: number
  /** Where the twin is reached; at its own addresses when left out. */
  readonly via?: (urls: Urls) => Promise<Urls>
  readonly guard?: Guard
  readonly progress?: Progress
}

/** A run that really acted, with the secrets that must be nowhere in it. */
export type Played = RunResult & { readonly evidence: Evidence; readonly key: string }

/** Runs a scenario once against a twin of its own. Throws when it was not even allowed to start. */
export async function play(scenario: Scenario, options: PlayOptions = {}): Promise<Played> {
  const clock = createClock()
  using own = openGuard({ file: ':memory:', clock })
  const timeScale = options.timeScale ?? TIME_SCALE
  await using twin = await startTwin({
    dialect: 'handshake',
    faults: options.faults ?? [],
    seed: 'a-play',
    timeScale,
  })
  const target: Target = {
    ...twinDefaults,
    urls: (await options.via?.(twin.urls)) ?? twin.urls,
    name: 'twin',
    kind: 'embedded',
  }
  const result = await runScenario(
    {
      scenario,
      target,
      credentials: { way: 'e2e', key: twin.simulationKey, emailDomain: 'staging.netrasystems.ai' },
      guard: options.guard ?? own,
      timeScale,
      users: options.users ?? 1,
      seed: 'a-play',
      purpose: 'manual',
      signal: options.signal ?? new AbortController().signal,
      progress: options.progress ?? (() => {}),
    },
    clock,
  )
  const { evidence } = result
  if (evidence === null) throw new Error(`The run did not start: ${result.report.reason}`)
  return { ...result, evidence, key: twin.simulationKey.reveal() }
}
