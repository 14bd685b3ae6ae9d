import { isResumed } from '../../judges/resumed.ts'
import type { ConversationView, EvidenceView } from '../../judges/view-types.ts'
import type { Code } from '../../model/codes.ts'
import { type AgentEvent, agentEvents } from '../../model/words.ts'
import { isToolEvent } from '../../protocol/event-types.ts'
import type { eventCheckResults } from '../../sinks/metrics/label-values.ts'
import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'
import { type Weighed, weighConversations } from './outcome.ts'

type Result = (typeof eventCheckResults)[number]

/** Under which name a broken rule is counted for each event that took part in the breach, the worst first. */
const breaches: readonly (readonly [Code, Result])[] = [
  ['events-out-of-order', 'out_of_order'],
  ['events-duplicated', 'duplicated'],
  ['events-missing-partial', 'unpaired'],
]

/** One check for each event that a conversation must have, and for each that it had: the denominator of missing events. */
export const eventCheckSamples: Measure = (view, { findings }) =>
  weighConversations(view, findings)
    .filter(({ outcome }) => outcome !== 'void')
    .flatMap((weighed) =>
      agentEvents.flatMap((event) => {
        const result = check(view, weighed, event)
        return result === null ? [] : [sample('golden_path_event_checks_total', { event, result })]
      }),
    )

/** Null: the event did not come, and need not have come. */
function check(view: EvidenceView, { socket, conversation }: Weighed, event: AgentEvent): Result | null {
  const { events, violations } = conversation.conversation
  const own = new Set(events.filter(({ type }) => type === event).map(({ seq }) => seq))
  const isOwn = ({ seqs }: { readonly seqs: readonly number[] }) => seqs.some((seq) => own.has(seq))
  const breach = breaches.find(([code]) => violations.some((each) => each.code === code && isOwn(each)))
  if (breach !== undefined) return breach[1]
  if (own.size > 0) return 'ok'
  return isDue(view, conversation, event) && !isResumed(socket, conversation) ? 'missing' : null
}

/** What the policy asks for, and tools where the agents of the target use them (design.md §4). */
function isDue({ context }: EvidenceView, { conversation }: ConversationView, event: AgentEvent): boolean {
  const { policy, capabilities } = context
  const used = conversation.events.some(({ type }) => isToolEvent(type))
  switch (event) {
    case 'agent_started':
    case 'agent_completed':
      return true
    case 'agent_thinking':
      return policy === 'strict' || (policy === 'observed' && !used)
    case 'tool_executing':
    case 'tool_completed':
      return policy !== 'minimal' && (capabilities.tools || used)
  }
}
