import type { Trouble } from './ruling.ts'
import type { EvidenceView } from './view-types.ts'

/**
 * A run that ended because its caller had no more time was not let finish, so what is missing says nothing. What was seen
 * until then still counts: a failure stays one.
 */
export function cutShort({ context, monitor }: EvidenceView): Trouble[] {
  if (context.ended !== 'caller-deadline') return []
  const said = monitor.find(({ what }) => what === 'caller-deadline')?.detail
  const why = said === undefined || said === '' ? 'its caller had no more time' : said
  return [{ kind: 'inconclusive', cause: 'caller_deadline', reason: `The run was cut short: ${why}.` }]
}
