import type { Drill, DrillRow } from '../../model/drill.ts'

/** A caught fault, but for what a test is about. */
export function aRow(given: Partial<DrillRow> = {}): DrillRow {
  return {
    kind: 'fault',
    name: 'ws-route-missing',
    scenario: 'golden-path',
    dialect: 'handshake',
    round: 1,
    hunted: true,
    expected: { verdicts: ['fail'], codes: ['ws-route-missing'] },
    got: { verdict: 'fail', headline: 'ws-route-missing', codes: ['ws-route-missing'], isProven: true },
    strict: { policy: 'strict', verdict: 'fail', sees: [] },
    outcome: 'caught',
    reason: 'user-1, handshake: ws-route-missing.',
    judges: ['handshake'],
    domain: 'network',
    seed: 'drill/ws-route-missing/golden-path/1',
    timeScale: 20,
    tries: 1,
    spoilt: [],
    durationMs: 700,
    evidenceFile: null,
    ...given,
  }
}

/** A drill with these rows that came out as the exit code says. */
export function aDrill(rows: DrillRow[], given: Partial<Drill> = {}): Drill {
  return {
    schema: 'golden-path/drill@1',
    faults: 1,
    caught: 1,
    named: 1,
    healthy: 0,
    falseAlarms: 0,
    durationMs: 65_000,
    rows,
    errors: 0,
    spoilt: 0,
    exitCode: 0,
    target: 'embedded',
    version: '0.1.0',
    seed: 'drill',
    ...given,
  }
}
