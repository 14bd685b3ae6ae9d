import { type Guard, openGuard } from '../src/guard/open-guard.ts'
import { createClock } from '../src/kernel/clock.ts'
import type { Scenario } from '../src/model/scenario.ts'
import { budgetSchema } from '../src/model/target.ts'
import type { Verdict } from '../src/model/words.ts'
import { type RunResult, runScenario } from '../src/runner/run-scenario.ts'
import type { TwinProcess } from './with-twin.ts'

const clock = createClock()
const roomy = budgetSchema.parse({ requestsPerMinute: 1_000_000, conversationsPerDay: 1_000_000 })

/** Runs a scenario once against a twin in another process. Throws when it does not end as it should: a broken run has no speed. */
export async function runOnce(
  twin: TwinProcess,
  scenario: Scenario,
  users: number,
  timeScale: number,
  right: readonly Verdict[] = ['pass', 'degraded'],
): Promise<RunResult> {
  using guard: Guard & Disposable = openGuard({ file: ':memory:', clock })
  const result = await runScenario(
    {
      scenario,
      target: { ...twin.target, budget: roomy },
      credentials: { way: 'e2e', key: twin.key, emailDomain: 'staging.netrasystems.ai' },
      guard,
      timeScale,
      users,
      seed: 'bench',
      purpose: 'manual',
      signal: new AbortController().signal,
      progress: () => {},
    },
    clock,
  )
  const { verdict, reason } = result.report
  if (!right.includes(verdict))
    throw new Error(`The bench's run should be ${right.join(' or ')}, it is ${verdict}: ${reason}`)
  return result
}
