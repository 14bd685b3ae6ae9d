import { distance } from 'fastest-levenshtein'
import { UsageError } from './usage-error.ts'

/** Long lists are no help to anybody. */
const MOST_LISTED = 20

/** The known name that is spelled most like `name`, case aside; null when nothing is known. */
export function nearest(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase()
  const ranked = known.map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
  ranked.sort((a, b) => a.far - b.far)
  return ranked[0]?.candidate ?? null
}

/**
 * The error for a name that we do not know. `what` is the kind of thing, for example `target`; the hint names the
 * nearest known one, and all of them when they are few.
 */
export function unknownName(what: string, name: string, known: readonly string[]): UsageError {
  const best = nearest(name, known)
  if (best === null) return new UsageError(`Unknown ${what} "${name}".`, `There is no ${what} at all.`)
  const all = known.length > 1 && known.length <= MOST_LISTED ? ` Known: ${known.join(', ')}.` : ''
  return new UsageError(`Unknown ${what} "${name}".`, `Did you mean "${best}"?${all}`)
}
