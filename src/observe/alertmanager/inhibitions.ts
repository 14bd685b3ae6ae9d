import { MAIN_SCENARIO } from '../cadence.ts'

/** What one event is enough for is never silenced. */
const SAFETY = 'GoldenPathLeak|GoldenPathBadTokenAccepted|GoldenPathWrongIdentity'

/** While a source fires, targets with the same labels stay silent. */
export type Inhibition = {
  readonly source_matchers: readonly string[]
  readonly target_matchers: readonly string[]
  readonly equal: readonly string[]
}

/** Which alert explains which: who has the cause in hand does not need the symptoms. */
export const inhibitions: readonly Inhibition[] = [
  {
    // When the platform is down, everything above it is down with it.
    source_matchers: ['alertname="GoldenPathDown"', 'domain="platform"'],
    target_matchers: ['domain!="platform"', `alertname!~"${SAFETY}|GoldenPathMonitorSilent"`],
    equal: ['instance'],
  },
  {
    // Slower and vaguer words for the same outage.
    source_matchers: ['alertname="GoldenPathDown"'],
    target_matchers: [
      'alertname=~"GoldenPathFailsInPart|GoldenPathScenarioFails|GoldenPathBudgetBurn|GoldenPathNoSuccess|GoldenPathSlow|GoldenPathHealthDisagrees"',
    ],
    equal: ['instance'],
  },
  {
    // When one user alone fails, it is no news that many do.
    source_matchers: ['alertname="GoldenPathDown"', `scenario="${MAIN_SCENARIO}"`],
    target_matchers: ['alertname="GoldenPathDown"', `scenario!="${MAIN_SCENARIO}"`],
    equal: ['instance'],
  },
  {
    source_matchers: ['alertname="GoldenPathFailsInPart"'],
    target_matchers: ['alertname=~"GoldenPathScenarioFails|GoldenPathBudgetBurn"'],
    equal: ['instance'],
  },
  {
    source_matchers: ['alertname="GoldenPathScheduleStopped"'],
    target_matchers: ['alertname=~"GoldenPathNoSuccess|GoldenPathBlind"'],
    equal: ['instance'],
  },
  {
    source_matchers: ['severity="page"'],
    target_matchers: ['severity="ticket"'],
    equal: ['alertname', 'instance', 'scenario', 'role'],
  },
]
