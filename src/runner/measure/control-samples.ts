import { outcomeOf } from '../../judges/controls.ts'
import { findOwners } from '../../judges/id-owners.ts'
import type { EvidenceView } from '../../judges/view-types.ts'
import type { HttpFact } from '../../model/evidence.ts'
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
  const asked = view.http.filter(({ purpose }) => purpose === 'thread-messages')
  const owners = asked.length === 0 ? null : findOwners(view)
  const tries = asked.filter((fact) => {
    const owner = owners?.ownerOf({ kind: 'thread', value: threadIn(fact), path: 'url' }) ?? null
    return owner !== null && fact.user !== null && owner !== fact.user
  })
  if (tries.length > 0) return tries.map(({ status }) => counted('foreign_thread', resultOf(status)))
  return view.context.judges.includes('isolation') ? [counted('foreign_thread', 'not_run')] : []
}

function threadIn({ url }: HttpFact): string {
  const [, id = ''] = /\/threads\/([^/]+)\/messages/.exec(url) ?? []
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

function resultOf(status: number | null): Result {
  if (status === 200) return 'accepted'
  return status === 401 || status === 403 || status === 404 ? 'refused' : 'not_run'
}
