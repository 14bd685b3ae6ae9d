import type { Step } from '../agent/step.ts'
import type { Variant } from '../variant.ts'

const optimizer = 'claude_code_optimizer'

/** The pauses of the recording, in milliseconds: prompt to first start, then from event to event (protocol.md §5.4). */
function steps(answer: string): readonly Step[] {
  return [
    { afterMs: 7_713, action: { kind: 'agent_started', agent: 'netra-assistant' } },
    { afterMs: 1_843, action: { kind: 'agent_started', agent: 'netra-assistant' } },
    { afterMs: 1_623, action: { kind: 'agent_started', agent: 'MessageHandler' } },
    { afterMs: 8_414, action: { kind: 'agent_started', agent: optimizer } },
    {
      afterMs: 8_460,
      action: { kind: 'agent_thinking', agent: optimizer, thought: 'Preparing optimization prompt', number: 1 },
    },
    { afterMs: 64_345, action: { kind: 'agent_completed', agent: optimizer, answer, durationMs: 72_805 } },
  ]
}

/**
 * The one complete run of live staging on record: several agents start, one of them twice; one completes, which is not the
 * outermost; no tool is told of; it takes 92 s. A monitor that alarms at it would be red for ever.
 */
const variant: Variant = {
  name: 'live-run-2025-10-08',
  summary: 'What live staging did on 8 October 2025: many starts, one end, no tools, one and a half minutes.',
  warnings: ['events-duplicated', 'agents-unfinished', 'events-missing-partial', 'first-event-slow', 'llm-slow'],
  isSlow: true,
  hooks: () => ({
    async script(run, next) {
      const last = (await next(run)).at(-1)?.action
      return steps(last?.kind === 'agent_completed' ? last.answer : '')
    },
  }),
}

export default variant
