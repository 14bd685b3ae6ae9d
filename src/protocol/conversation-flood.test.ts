import { expect, test } from 'vitest'
import { createConversation } from './conversation.ts'
import { eventOf, options } from './conversation-script.arbitrary.ts'

const FLOOD = 10_000

/** A server that sends whatever it likes must not stall our loop: following an event may not cost more the more there were. */
test.each([
  ['agents that start', (index: number) => `start agent_${index}`, null],
  ['an agent that starts again and again', () => 'start agent', 'events-duplicated'],
  ['completions of nobody', (index: number) => `complete agent_${index} = x`, 'events-missing-partial'],
  ['completions of one that never started', () => 'complete agent = x', 'events-missing-partial'],
  ['thoughts of nobody', (index: number) => `think agent_${index}`, null],
  ['tool calls', (index: number) => `exec tool#${index}`, null],
  ['tool completions', (index: number) => `done tool_${index}`, 'events-missing-partial'],
])('%s in their thousands are followed to the end', (_name, line, code) => {
  const conversation = createConversation(options({ expected: '1562.7390.4821' }))
  conversation.see(eventOf('start root'), 0, 0)
  const events = Array.from({ length: FLOOD }, (_, index) => eventOf(line(index)))
  events.forEach((event, index) => {
    conversation.see(event, index, index + 1)
    conversation.nextDeadlineMs()
  })
  conversation.finish(FLOOD)
  expect(conversation.events).toHaveLength(FLOOD + 1)
  expect(conversation.violations.map((violation) => violation.code)).toEqual([code ?? []].flat())
})
