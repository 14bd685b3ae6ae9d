import type { Step } from '../agent/step.ts'
import type { Variant } from '../variant.ts'

function work(agent: string, thought: string, answer: string): readonly Step[] {
  return [
    { afterMs: 60, action: { kind: 'agent_started', agent } },
    { afterMs: 130, action: { kind: 'agent_thinking', agent, thought, number: 1 } },
    { afterMs: 170, action: { kind: 'agent_completed', agent, answer, durationMs: 300 } },
  ]
}

/** The supervisor lets two agents work before it answers, so the first `agent_completed` is not the end (protocol.md §5.5). */
const variant: Variant = {
  name: 'nested-agents',
  summary: 'The supervisor starts two other agents, which complete before it does.',
  warnings: [],
  hooks: () => ({
    async script(run, next) {
      const steps = await next(run)
      const last = steps.length - 1
      return [
        ...steps.slice(0, last),
        ...work('TriageAgent', 'Finding out what kind of request this is', 'A request for advice on cost.'),
        ...work('OptimizationAgent', 'Weighing what could be saved', 'Two measures are worth a look.'),
        ...steps.slice(last),
      ]
    },
  }),
}

export default variant
