import type { ConfigFile } from '../../config/define.ts'
import { UsageError } from '../../config/usage-error.ts'
import { createClock } from '../../kernel/clock.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Chromium } from '../../probes/browser/browser-process.ts'
import { hiddenCost, planWatch } from '../../service/plan-watch.ts'
import type { Watch } from '../../service/start-service.ts'
import type { ServeFlags } from '../commands/serve.ts'

/** What is to be watched, and how, by configuration and flags. Throws a UsageError. */
export function watchOf(
  config: ConfigFile,
  scenarios: readonly Scenario[],
  { target, credentials, chromium }: Pick<Watch, 'target' | 'credentials'> & { readonly chromium: Chromium | null },
  { grace }: Pick<ServeFlags, 'grace'>,
): Watch {
  const plan = planWatch(config, scenarios, target, createClock().wall(), chromium)
  const costly = hiddenCost(target, plan)
  if (costly.length > 0) {
    throw new UsageError(
      `Target "${target.name}" runs a real LLM, and watching it costs tokens at every tick of: ${costly.join(', ')}.`,
      'Allow it with realLlm: true for this target in the configuration, or turn these off under `schedule`.',
    )
  }
  return { target, credentials, plan: grace === undefined ? plan : { ...plan, graceMs: grace * 1_000 } }
}
