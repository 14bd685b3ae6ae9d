import picomatch from 'picomatch'
import { nearest, unknownName } from '../config/nearest.ts'
import { UsageError } from '../config/usage-error.ts'
import type { Scenario } from '../model/scenario.ts'

/** Which scenarios are wanted. Every kind of wish that is given must be met. */
export type Selection = {
  /** Ids. */
  readonly names: readonly string[]
  /** Any one of these tags. */
  readonly tags: readonly string[]
  /** Globs, any one of which must match the id or a tag. */
  readonly patterns: readonly string[]
}

/** Run when nobody says what to run. */
const DEFAULT_TAG = 'core'

/** Adds what is run when nobody says what: the core scenarios. */
export function orCore(selection: Selection): Selection {
  const { names, tags, patterns } = selection
  return names.length + tags.length + patterns.length === 0 ? { ...selection, tags: [DEFAULT_TAG] } : selection
}

/**
 * The scenarios that meet a selection, each once: in the order of the names given, else the cheapest first, so that the
 * shortest answer comes first. Throws a UsageError that names the nearest when a wish meets none.
 */
export function selectScenarios(all: readonly Scenario[], selection: Selection): readonly Scenario[] {
  const ids = all.map(({ id }) => id)
  const tags = [...new Set(all.flatMap((scenario) => scenario.tags))]
  for (const name of selection.names) if (!ids.includes(name)) throw unknownName('scenario', name, ids)
  for (const tag of selection.tags) if (!tags.includes(tag)) throw unknownName('tag', tag, tags)
  for (const pattern of selection.patterns) checkPattern(pattern, [...ids, ...tags])
  const chosen = all.filter((scenario) => meets(scenario, selection))
  if (chosen.length > 0) return chosen.toSorted((a, b) => place(a, selection) - place(b, selection))
  throw new UsageError(
    'No scenario meets all of these wishes together.',
    `Names, tags and patterns must each match. There are: ${ids.join(', ')}.`,
  )
}

/** Where a scenario stands among those chosen. */
function place({ id, promptsPerUser, users, bystanders }: Scenario, { names }: Selection): number {
  return names.length > 0 ? names.indexOf(id) : (promptsPerUser + 1) * (users.default + bystanders)
}

function meets({ id, tags }: Scenario, selection: Selection): boolean {
  const words = [id, ...tags]
  return (
    (selection.names.length === 0 || selection.names.includes(id)) &&
    (selection.tags.length === 0 || selection.tags.some((tag) => tags.includes(tag))) &&
    (selection.patterns.length === 0 || words.some((word) => picomatch.isMatch(word, [...selection.patterns])))
  )
}

function checkPattern(pattern: string, words: readonly string[]): void {
  if (pattern !== '' && words.some((word) => picomatch.isMatch(word, pattern))) return
  const best = nearestToGlob(pattern, words)
  throw new UsageError(
    `No scenario's id or tag matches the pattern "${pattern}".`,
    best === undefined ? 'There is no scenario.' : `The nearest is "${best}".`,
  )
}

/** The word whose beginning is spelled most like the letters of a glob. */
function nearestToGlob(pattern: string, words: readonly string[]): string | undefined {
  const letters = pattern.replace(/[*?!+@()[\]{}|]/g, '')
  const beginnings = words.map((word) => word.slice(0, letters.length))
  return words[beginnings.indexOf(nearest(letters, beginnings) ?? '')]
}
