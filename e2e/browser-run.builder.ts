import { twin as twinTarget } from '../src/config/built-in.ts'
import { openGuard } from '../src/guard/open-guard.ts'
import { createClock } from '../src/kernel/clock.ts'
import type { Scenario } from '../src/model/scenario.ts'
import type { Target } from '../src/model/target.ts'
import { findChromium } from '../src/probes/browser/find-chromium.ts'
import { type RunOptions, type RunResult, runScenario } from '../src/runner/run-scenario.ts'
import { startTwin, type Twin, type TwinOptions } from '../src/twin/start-twin.ts'

/** The Chromium of this machine. Where tests must find one, as in CI, its absence is an error. */
export function chromium(): { readonly kind: 'launch'; readonly executable: string } {
  const executable = findChromium(process.env)
  if (executable === null) throw new Error('These tests need a Chromium: apt-get install chromium.')
  return { kind: 'launch', executable }
}

/** What a run through a browser is made with; what is left out is as for anybody. */
export type BrowserRun = Partial<Omit<RunOptions, 'target'>> & {
  readonly twin?: Partial<TwinOptions>
  /** What is special about the target of this twin. */
  readonly target?: (twin: Twin) => Promise<Partial<Target>>
}

/** Runs a scenario against a twin of its own, through a browser of its own. */
export async function runInBrowser(scenario: Scenario, given: BrowserRun = {}): Promise<RunResult> {
  const { twin: twinGiven, target: targetOf, timeScale = 4, ...rest } = given
  await using twin = await startTwin({ dialect: 'handshake', faults: [], seed: 'browser', timeScale, ...twinGiven })
  const clock = createClock()
  using guard = openGuard({ file: ':memory:', clock })
  const special = (await targetOf?.(twin)) ?? {}
  const target: Target = { ...twinTarget, name: 'twin', kind: 'embedded', urls: twin.urls, ...special }
  return await runScenario(
    {
      scenario,
      target,
      credentials: { way: 'e2e', key: twin.simulationKey, emailDomain: 'staging.netrasystems.ai' },
      guard,
      timeScale,
      users: scenario.users.default,
      chromium: chromium(),
      seed: 'browser',
      purpose: 'manual',
      signal: new AbortController().signal,
      progress: () => undefined,
      ...rest,
    },
    clock,
  )
}
