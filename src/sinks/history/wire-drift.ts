import type { RunReport } from '../../model/report.ts'

type Wire = RunReport['wire']
type Event = NonNullable<Wire>['events'][number]

/** A target may change without end; a person reads a few lines. */
const MOST_NAMES = 10

/**
 * What the target began to speak differently between two runs, one sentence each: types of events that are new, and
 * fields that came or went in types that both runs saw. A type that is missing is not told: in a failed run it is the symptom.
 */
export function wireDrift(before: Wire, after: Wire): string[] {
  if (before === undefined || after === undefined || before.events.length === 0) return []
  const earlier = new Map(before.events.map((event) => [event.type, event]))
  const added = after.events.filter(({ type }) => !earlier.has(type)).map(({ type }) => type)
  const inBoth = after.events.flatMap((event) => {
    const old = earlier.get(event.type)
    return old === undefined ? [] : fieldDrift(old, event)
  })
  return [...say('New types of events', added), ...inBoth].slice(0, MOST_NAMES)
}

function fieldDrift(before: Event, after: Event): string[] {
  const added = after.fields.filter((field) => !before.fields.includes(field))
  const lost = before.fields.filter((field) => !after.fields.includes(field))
  return [...say(`${after.type} has new fields`, added), ...say(`${after.type} has lost fields`, lost)]
}

function say(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return [`${what}: ${names.slice(0, MOST_NAMES).join(', ')}${more}.`]
}
