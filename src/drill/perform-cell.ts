import { twin as twinTarget } from '../config/built-in.ts'
import { TWIN } from '../config/define.ts'
import { openGuard } from '../guard/open-guard.ts'
import { createClock } from '../kernel/clock.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import { type RunResult, runScenario } from '../runner/run-scenario.ts'
import { startTwin, type Twin } from '../twin/start-twin.ts'
import type { Cell } from './cell.ts'

/** Nobody but this run knows its twin, so nobody need share its guard. */
const PRIVATE_FILE = ':memory:'

/**
 * Runs one cell once, against a twin of its own that is gone afterwards. Throws what the twin throws when it fails by
 * itself: then the run says nothing.
 */
export async function performCell(
  cell: Cell,
  scenario: Scenario,
  signal: AbortSignal,
  browser: string | null = null,
): Promise<RunResult> {
  const clock = createClock()
  await using twin = await startTwin(twinOptions(cell))
  using guard = openGuard({ file: PRIVATE_FILE, clock })
  const { signIn } = twinTarget
  return await runScenario(
    {
      scenario,
      target: targetOf(twin),
      credentials: { way: 'e2e', key: twin.simulationKey, emailDomain: signIn.way === 'e2e' ? signIn.emailDomain : '' },
      guard,
      timeScale: cell.timeScale,
      users: scenario.users.default,
      chromium: browser === null ? null : { kind: 'connect', endpoint: browser },
      compression: twin.perMessageDeflate,
      seed: cell.seed,
      purpose: 'drill',
      signal,
      progress: () => undefined,
    },
    clock,
  )
}

function twinOptions({ subject, dialect, seed, timeScale }: Cell) {
  const { kind, name } = subject
  const base = { dialect, seed, timeScale }
  return kind === 'fault' ? { ...base, faults: [name] } : { ...base, faults: [], variant: name }
}

function targetOf({ urls }: Twin): Target {
  return { ...twinTarget, name: TWIN, kind: 'embedded', urls }
}
