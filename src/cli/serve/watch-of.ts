import type { ConfigFile } from '../../config/define.ts'
import { createClock } from '../../kernel/clock.ts'
import type { Scenario } from '../../model/scenario.ts'
import { planWatch } from '../../service/plan-watch.ts'
import type { Watch } from '../../service/start-service.ts'
import type { ServeFlags } from '../commands/serve.ts'

/** What is to be watched, and how, by configuration and flags. Throws a UsageError. */
export function watchOf(
  config: ConfigFile,
  scenarios: readonly Scenario[],
  { target, credentials }: Pick<Watch, 'target' | 'credentials'>,
  { grace }: Pick<ServeFlags, 'grace'>,
): Watch {
  const plan = planWatch(config, scenarios, target, createClock().wall())
  return { target, credentials, plan: grace === undefined ? plan : { ...plan, graceMs: grace * 1_000 } }
}
