import { findOwners } from '../../judges/id-owners.ts'
import { identityCollapsed } from '../../judges/identity.ts'
import { leaksIn } from '../../judges/isolation.ts'
import { sawOwnIds, sawOwnNonce } from '../../judges/isolation-controls.ts'
import { pairsChecked } from '../../judges/overlap.ts'
import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

/**
 * How many pairs of users were told apart, by which proof, and what leaked: once for each channel, receiver and owner. Nothing
 * where isolation is not judged, or cannot be because the target does not tell our users apart.
 */
export const isolationSamples: Measure = (view, { scenario }) => {
  if (!view.context.judges.includes('isolation') || identityCollapsed(view)) return []
  const owners = findOwners(view)
  const leaks = new Map(
    leaksIn(view, owners).map((leak) => [`${leak.channel}\n${leak.receiver}\n${leak.owner}`, leak.channel]),
  )
  const pairs = 'golden_path_isolation_pairs_checked_total'
  return [
    sample(pairs, { scenario, proof: 'structural' }, pairsChecked(view, sawOwnIds(owners))),
    sample(pairs, { scenario, proof: 'content' }, pairsChecked(view, sawOwnNonce)),
    ...[...leaks.values()].map((channel) => sample('golden_path_isolation_leaks_total', { scenario, channel })),
  ]
}
