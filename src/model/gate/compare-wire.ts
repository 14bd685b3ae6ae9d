import type { RunReport } from '../report.ts'
import type { Check } from './gate-report.ts'

type Runs = readonly RunReport[]
type Wire = NonNullable<RunReport['wire']>

/**
 * Compares what the target spoke: a type of event, or a field of one, that came in every earlier run and in no later one is
 * worse, because clients may rely on it. What is new is a change.
 */
export function compareEvents(scenario: string, before: Runs, after: Runs): Check {
  const earlier = before.flatMap(({ wire }) => wire ?? []).map(namesOf)
  const later = after.flatMap(({ wire }) => wire ?? []).map(namesOf)
  const said = { scenario, aspect: 'events', before: types(before), after: types(after) } as const
  if (earlier.length === 0 || later.length === 0) return { ...said, state: 'unknown', reason: 'no run saw any' }
  const seen = union(later)
  const lost = [...union(earlier)].filter((name) => earlier.every((names) => names.has(name)) && !seen.has(name))
  const known = union(earlier)
  const added = [...seen].filter((name) => !known.has(name))
  if (lost.length > 0) return { ...said, state: 'worse', reason: `never came any more: ${topmost(lost).join(', ')}` }
  if (added.length > 0) return { ...said, state: 'changed', reason: `new: ${topmost(added).join(', ')}` }
  return { ...said, state: 'same', reason: 'the same types and fields' }
}

/** Compares how sockets ended: an end of a kind that was not there before, and that nobody asked for, is worse. */
export function compareCloses(scenario: string, before: Runs, after: Runs): Check {
  const earlier = endsOf(before)
  const later = endsOf(after)
  const said = { scenario, aspect: 'closes', before: mix(earlier), after: mix(later) } as const
  if (earlier.size === 0 || later.size === 0) return { ...said, state: 'unknown', reason: 'no run saw a socket end' }
  const added = [...later.keys()].filter((kind) => !earlier.has(kind))
  const wild = added.filter((kind) => !kind.endsWith('as asked'))
  if (wild.length > 0) return { ...said, state: 'worse', reason: `sockets end in a new way: ${wild.join(', ')}` }
  const gone = [...earlier.keys()].filter((kind) => !later.has(kind))
  if (added.length + gone.length > 0) return { ...said, state: 'changed', reason: 'other ways to end' }
  return { ...said, state: 'same', reason: 'the same ways to end' }
}

/** Types and fields of one run as flat names: `agent_started`, `agent_started.run_id`. */
function namesOf({ events }: Wire): ReadonlySet<string> {
  return new Set(events.flatMap(({ type, fields }) => [type, ...fields.map((field) => `${type}.${field}`)]))
}

/** Without the fields of types that are named themselves. */
function topmost(names: readonly string[]): string[] {
  return names.filter((name) => !names.some((other) => name.startsWith(`${other}.`)))
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(sets.flatMap((set) => [...set]))
}

function types(runs: Runs): string {
  const names = new Set(runs.flatMap(({ wire }) => wire?.events.map(({ type }) => type) ?? []))
  return `${names.size} types`
}

function endsOf(runs: Runs): ReadonlyMap<string, number> {
  const all = runs.flatMap(({ wire }) => wire?.closes ?? [])
  const groups = Map.groupBy(all, ({ code, initiator, scripted }) => kindOf(code, initiator, scripted))
  return new Map([...groups].map(([kind, ends]) => [kind, ends.reduce((sum, { count }) => sum + count, 0)]))
}

function kindOf(code: number, initiator: string, scripted: boolean): string {
  const who = initiator === 'none' ? 'nobody' : `the ${initiator}`
  return `${code} by ${who}${scripted ? ' as asked' : ''}`
}

function mix(ends: ReadonlyMap<string, number>): string {
  return [...ends].map(([kind, count]) => `${count} × ${kind}`).join(', ')
}
