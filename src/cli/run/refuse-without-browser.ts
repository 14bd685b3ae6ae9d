import { UsageError } from '../../config/usage-error.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Chromium } from '../../probes/browser/browser-process.ts'
import { INSTALL_CHROMIUM } from '../../probes/browser/find-chromium.ts'

/** Throws a UsageError with the command that installs one, where a scenario was asked for that needs a browser and there is none. */
export function refuseWithoutBrowser(scenarios: readonly Scenario[], chromium: Chromium | null): void {
  const needing = scenarios.filter(({ needs }) => needs?.includes('browser') === true)
  if (chromium !== null || needing.length === 0) return
  throw new UsageError(
    `There is no Chromium on this machine, and these scenarios need one: ${needing.map(({ id }) => id).join(', ')}.`,
    `Install one: ${INSTALL_CHROMIUM}.`,
  )
}
