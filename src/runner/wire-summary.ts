import { viewEvidence } from '../judges/view.ts'
import type { Evidence } from '../model/evidence-file.ts'
import type { RunReport } from '../model/report.ts'

type Wire = NonNullable<RunReport['wire']>

/** A target may invent names without end; a report has an end. */
const MOST_NAMES = 100
const LONGEST_NAME = 80

/** What the target spoke in a run: which events with which fields, and how sockets ended. Sockets of negative controls do not count. */
export function wireSummary(evidence: Evidence): Wire {
  const { sockets } = viewEvidence(evidence)
  const events = sockets.flatMap(({ frames }) => frames.flatMap((frame) => frame.events))
  const byType = Map.groupBy(events, ({ type }) => type.slice(0, LONGEST_NAME))
  const closes = sockets.flatMap(({ close }) => close ?? [])
  const byEnd = Map.groupBy(closes, ({ code, initiator, scripted }) => `${code} ${initiator} ${scripted}`)
  return {
    events: [...byType]
      .map(([type, all]) => ({ type, count: all.length, fields: commonFields(all) }))
      .sort((a, b) => compareText(a.type, b.type))
      .slice(0, MOST_NAMES),
    closes: [...byEnd.values()].flatMap((all) => {
      const [first] = all
      if (first === undefined) return []
      return { code: first.code, initiator: first.initiator, scripted: first.scripted, count: all.length }
    }),
  }
}

/** Names of the fields that every one of the events had. */
function commonFields(events: readonly { readonly fields: object }[]): string[] {
  const [first, ...others] = events
  if (first === undefined) return []
  const names = Object.keys(first.fields).filter((name) => others.every(({ fields }) => Object.hasOwn(fields, name)))
  return names
    .map((name) => name.slice(0, LONGEST_NAME))
    .sort(compareText)
    .slice(0, MOST_NAMES)
}

/** The same order on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
