import type { HttpFact } from '../model/evidence.ts'
import type { Evidence } from '../model/evidence-file.ts'
import { type RevisionService, revisionServices } from '../model/monitor-event.ts'

/** A service of the target runs another revision than before. */
export type RevisionChange = { readonly service: RevisionService; readonly from: string; readonly to: string }

/** Notices when the target is deployed. */
export type RevisionWatch = { see(evidence: Pick<Evidence, 'facts'>): void }

const purposes: readonly HttpFact['purpose'][] = ['health', 'ready', 'health-watch']
/** A target may send anything; a revision is a short name. */
const LONGEST = 100

/**
 * Watches what the services call their own revision when asked for their health (protocol.md §1.1, §6). While a deployment
 * goes on, old and new instances answer in turn: it counts as a change when a run has seen the new revision only.
 */
export function createRevisionWatch(changed: (change: RevisionChange) => void): RevisionWatch {
  const known = new Map<RevisionService, string>()
  return {
    see({ facts }) {
      for (const service of revisionServices) {
        const [to, ...others] = revisionsOf(facts, service)
        const from = known.get(service)
        if (to === undefined || others.length > 0 || to === from) continue
        known.set(service, to)
        if (from !== undefined) changed({ service, from, to })
      }
    },
  }
}

/** The revisions that a service gave, each once. */
function revisionsOf(facts: Evidence['facts'], service: RevisionService): string[] {
  const found = facts.flatMap((fact) => {
    if (fact.kind !== 'http' || fact.role !== service || !purposes.includes(fact.purpose)) return []
    const revision = fact.headers['x-service-version'] ?? versionIn(fact.body)
    return revision === null || revision === '' ? [] : [revision.slice(0, LONGEST)]
  })
  return [...new Set(found)]
}

function versionIn(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body)
    const isNamed = typeof value === 'object' && value !== null && 'version' in value
    return isNamed && typeof value.version === 'string' ? value.version : null
  } catch {
    return null
  }
}
