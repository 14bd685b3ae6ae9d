import { outcomeOf } from '../../judges/controls.ts'
import { identityCollapsed } from '../../judges/identity.ts'
import { threadControls } from '../../judges/thread-controls.ts'
import type { EvidenceView } from '../../judges/view-types.ts'
import { badCredentials } from '../../model/words.ts'
import type { controlResults } from '../../sinks/metrics/label-values.ts'
import { type Sample, sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

type Result = (typeof controlResults)[number]

/**
 * What the target made of the negative controls. One that was not shown, or that was neither let in nor refused, proves
 * nothing: `not_run`. Absence is told, so that nobody takes a missing series for a refusal.
 */
export const controlSamples: Measure = (view) => [
  ...view.controls.flatMap((control) => {
    const credential = control.upgrade?.credential
    if (credential === undefined) return []
    const outcome = outcomeOf(view, control)
    return [counted(credential, outcome === 'unclear' ? 'not_run' : outcome)]
  }),
  ...badCredentials.flatMap((credential) =>
    view.evidence.steps
      .filter(({ name, state }) => state === 'not-run' && name.startsWith(`control ${credential}`))
      .map(() => counted(credential, 'not_run')),
  ),
  ...foreignThreads(view),
]

function counted(control: (typeof badCredentials)[number] | 'foreign_thread', result: Result): Sample {
  return sample('golden_path_negative_controls_total', { control, result })
}

/** Messages of a thread that belongs to another user of this run; `not_run` where isolation is judged and nobody tried. */
function foreignThreads(view: EvidenceView): Sample[] {
  // Where the target takes all for one, each reads what is its own.
  const asked = identityCollapsed(view) ? [] : threadControls(view)
  if (asked.length > 0)
    return asked.map(({ outcome }) => counted('foreign_thread', outcome === 'unclear' ? 'not_run' : outcome))
  return view.context.judges.includes('isolation') ? [counted('foreign_thread', 'not_run')] : []
}
