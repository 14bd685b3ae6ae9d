import { bystanderLeaks } from './bystander-leaks.ts'
import { contentLeaks } from './content-leaks.ts'
import { count } from './count.ts'
import { idLeaks } from './id-leaks.ts'
import { findOwners, type IdOwners } from './id-owners.ts'
import { identityCollapsed } from './identity.ts'
import { isolationTroubles } from './isolation-controls.ts'
import type { Leak } from './leak.ts'
import { leakSymptoms } from './leak-symptoms.ts'
import { pairsChecked } from './overlap.ts'
import type { Judge, Ruling } from './ruling.ts'
import { sayThreadControls, threadSymptoms } from './thread-controls.ts'
import type { EvidenceView } from './view-types.ts'

/**
 * Judges that nothing of one user reached another (design.md §3.5). Leaks are safety and count on any prefix of a run;
 * that there were none means something only with both positive controls, overlap in time, and identities that are kept.
 */
export const judgeIsolation: Judge = (view) => {
  if (identityCollapsed(view)) return collapsed(view)
  const owners = findOwners(view)
  const leaks = leaksIn(view, owners)
  const examined = owners.received.length + view.http.filter(({ body }) => body !== '').length
  return {
    examined,
    symptoms: [...leakSymptoms(view, leaks), ...threadSymptoms(view)],
    troubles: examined === 0 ? [] : isolationTroubles(view, owners),
    missing: [],
    held: [
      `${count(pairsChecked(view), 'pair')} of users with nothing of each other in ${count(examined, 'frame')} and bodies`,
      ...sayThreadControls(view),
    ].join('; '),
  }
}

/** Everything on the wire that was not meant for its receiver. */
export function leaksIn(view: EvidenceView, owners: IdOwners): Leak[] {
  return [...idLeaks(view, owners), ...contentLeaks(view), ...bystanderLeaks(view)]
}

function collapsed(view: EvidenceView): Ruling {
  const reason = 'The target does not tell our users apart, so nothing can be said about isolation.'
  return {
    examined: view.sockets.length,
    symptoms: [],
    troubles: [{ kind: 'inconclusive', cause: 'identity_collapse', reason }],
    missing: [],
    held: '',
  }
}
