import { hasResult } from '../../judges/answer.ts'
import { answerResult } from '../../judges/answer-result.ts'
import { conversationTimes } from '../../judges/times.ts'
import type { ConversationView } from '../../judges/view-types.ts'
import { agentEvents } from '../../model/words.ts'
import { type Sample, sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'
import { unbegun, weighConversations } from './outcome.ts'
import { seconds } from './seconds.ts'

/** What conversations were worth, what their answers prove, and when their events came. */
export const conversationSamples: Measure = (view, { scenario, findings }) => {
  const weighed = weighConversations(view, findings)
  const outcomes = [...weighed.map(({ outcome }) => outcome), ...unbegun(view, findings)]
  return [
    ...outcomes.map((outcome) => sample('golden_path_conversations_total', { scenario, outcome })),
    ...weighed.flatMap(({ conversation }) => [
      ...(hasResult(conversation)
        ? [sample('golden_path_answers_total', { scenario, result: answerResult(conversation) })]
        : []),
      ...delays(conversation),
      ...silence(conversation),
    ]),
  ]
}

function delays({ prompt, conversation }: ConversationView): Sample[] {
  if (prompt === null) return []
  return agentEvents.flatMap((event) => {
    const first = conversation.events.find(({ type }) => type === event)
    if (first === undefined) return []
    return sample('golden_path_event_delay_seconds', { event }, seconds(first.atMs - prompt.atMs))
  })
}

function silence(conversation: ConversationView): Sample[] {
  const longest = conversationTimes(conversation).silence
  return longest === null
    ? []
    : [sample('golden_path_event_silence_seconds', {}, seconds(longest.toMs - longest.fromMs))]
}
