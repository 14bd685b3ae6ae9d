import { staging } from '../../config/built-in.ts'
import type { FinishedRun } from '../../model/finished-run.ts'
import type { RunReport } from '../../model/report.ts'
import { defineScenario, type Scenario } from '../../model/scenario.ts'
import type { Target } from '../../model/target.ts'
import type { LiveReadings } from './live-samples.ts'
import { createMetricsSink, type MetricsParts, type MetricsSink } from './metrics-sink.ts'

/** A remote target, but for what a test is about. */
export const target: Target = { ...staging, name: 'staging', kind: 'remote' }

/** A scenario that asks and is judged for isolation, but for what a test is about. */
export function scenario(id: string, given: Partial<Scenario> = {}): Scenario {
  return defineScenario({
    id,
    summary: 'Does nothing.',
    tags: [],
    cron: '0 0 1 1 *',
    users: { default: 1, min: 1, max: 1 },
    bystanders: 0,
    requests: { perRun: 0, perUser: 0 },
    promptsPerUser: 1,
    deadlineMs: 60_000,
    judges: ['monitor', 'isolation'],
    hunts: ['agent-death-silent'],
    run: async () => undefined,
    ...given,
  })
}

/** Nothing is open, spent or kept. */
export const idle: LiveReadings = {
  openSockets: () => 0,
  budgetUsedRatio: () => null,
  isGuardFileUsable: () => true,
  size: () => null,
  browserProcesses: () => 0,
}

/** A sink over two scenarios, `alpha` and `beta`, that measures nothing of a run and throws for every problem, but for what a test is about. */
export function metricsSink(given: Partial<MetricsParts> = {}): MetricsSink {
  return createMetricsSink({
    target,
    scenarios: [scenario('alpha'), scenario('beta')],
    measure: () => [],
    live: idle,
    onProblem: (problem) => {
      throw new Error(problem)
    },
    ...given,
  })
}

/** A run without evidence that was watched and passed, but for what a test is about. */
export function finishedRun(given: Partial<RunReport> = {}): FinishedRun {
  const report: RunReport = {
    runId: '20261122T150901-1f3a9c02',
    scenario: 'alpha',
    target: 'staging',
    purpose: 'watch',
    policy: 'observed',
    seed: 'seed',
    attempts: 1,
    startedAt: '2026-11-22T15:09:01.000Z',
    durationMs: 5_000,
    verdict: 'pass',
    reason: 'All held.',
    phase: null,
    domain: null,
    cause: null,
    steps: [],
    judgements: [],
    findings: [],
    users: [],
    evidenceFile: null,
    ...given,
  }
  return { report, evidence: null }
}

/** The value of the one series that begins like this, up to the space; null when there is none. */
export function readSeries(text: string, series: string): number | null {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `))
  return line === undefined ? null : Number(line.slice(series.length + 1).split(' ', 1)[0])
}

/** How many series a text shows. */
export function countSeries(text: string): number {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length
}
