import type { ConfigFile } from '../../config/define.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Rhythm } from '../../observe/cadence.ts'
import { firingsPerDay } from '../../service/schedule/firings-per-day.ts'

const DAY_MS = 86_400_000
const CORE_TAG = 'core'

/**
 * How often each scenario runs: as the configuration says, else as it says itself; also when it is off, because an edit can
 * turn it on. Throws a UsageError for a schedule that never comes.
 */
export function rhythmsOf(
  scenarios: readonly Scenario[],
  schedule: ConfigFile['schedule'],
): ReadonlyMap<string, Rhythm> {
  return new Map(
    scenarios.map(({ id, cron: own, deadlineMs, tags }) => {
      const cron = schedule[id]?.cron ?? own
      const perDay = firingsPerDay(cron)
      if (perDay === null || perDay === 0)
        throw new UsageError(`The schedule "${cron}" of ${id} never comes.`, 'Correct it, or turn the scenario off.')
      return [id, { intervalMs: Math.round(DAY_MS / perDay), deadlineMs, isCore: tags.includes(CORE_TAG) }]
    }),
  )
}
