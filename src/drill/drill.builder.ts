import type { DrillRow, Said } from '../model/drill.ts'
import { defineScenario, type Scenario } from '../model/scenario.ts'
import type { Fault } from '../twin/fault.ts'
import type { Variant } from '../twin/variant.ts'
import type { Cell, Subject } from './cell.ts'

/** A fault that must be called `agent-death-silent`, but for what a test is about. */
export function fault(given: Partial<Fault> = {}): Fault {
  return {
    name: 'broken',
    summary: 'Something is broken.',
    family: 'G',
    expected: { verdict: 'fail', codes: ['agent-death-silent'] },
    hunts: ['golden-path'],
    hooks: () => ({}),
    ...given,
  }
}

/** A healthy variant without warnings, but for what a test is about. */
export function variant(given: Partial<Variant> = {}): Variant {
  return { name: 'odd', summary: 'Unusual and healthy.', warnings: [], hooks: () => ({}), ...given }
}

/** A core scenario that does nothing, but for what a test is about. */
export function scenario(id: string, given: Partial<Scenario> = {}): Scenario {
  return defineScenario({
    id,
    summary: 'Does nothing.',
    tags: ['core'],
    cron: '0 0 1 1 *',
    users: { default: 1, min: 1, max: 1 },
    bystanders: 0,
    requests: { perRun: 0, perUser: 0 },
    promptsPerUser: 0,
    deadlineMs: 60_000,
    judges: ['monitor'],
    hunts: [],
    run: async () => undefined,
    ...given,
  })
}

/** A broken subject that the cell's scenario hunts, but for what a test is about. */
export function broken(given: Partial<Extract<Subject, { kind: 'fault' }>> = {}): Subject {
  const expected = { verdict: 'fail', codes: ['agent-death-silent'] } as const
  return { kind: 'fault', name: 'broken', expected, hunted: true, ...given }
}

/** A cell of the golden path, but for what a test is about. */
export function cell(given: Partial<Cell> = {}): Cell {
  return {
    subject: broken(),
    scenario: 'golden-path',
    dialect: 'handshake',
    round: 1,
    seed: 'seed',
    timeScale: 20,
    browser: false,
    waits: false,
    ...given,
  }
}

/** What the monitor said. */
export function said(verdict: Said['verdict'], ...codes: Said['codes']): Said {
  return { verdict, headline: codes[0] ?? null, codes, isProven: true }
}

/** A caught fault's row, but for what a test is about. */
export function row(given: Partial<DrillRow> = {}): DrillRow {
  return {
    kind: 'fault',
    name: 'broken',
    scenario: 'golden-path',
    dialect: 'handshake',
    round: 1,
    hunted: true,
    expected: { verdicts: ['fail'], codes: ['agent-death-silent'] },
    got: said('fail', 'agent-death-silent'),
    strict: { policy: 'strict', verdict: 'fail', sees: [] },
    outcome: 'caught',
    reason: 'user-1, events: agent-death-silent.',
    judges: ['sequence'],
    domain: 'agent',
    seed: 'seed',
    timeScale: 20,
    tries: 1,
    spoilt: [],
    durationMs: 900,
    evidenceFile: null,
    ...given,
  }
}
