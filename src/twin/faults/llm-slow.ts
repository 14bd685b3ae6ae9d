import type { Fault } from '../fault.ts'

/** The model takes its time between the last thought and the answer, as in the live run of 2025-10-08 (protocol.md §5.4). */
const fault: Fault = {
  name: 'llm-slow',
  summary: 'The answer comes, and it takes longer than it should.',
  family: 'H',
  expected: { verdict: 'degraded', codes: ['llm-slow'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { answerMs: '75000' },
  hooks: ({ params }) => ({
    async script(run, next) {
      const steps = await next(run)
      return steps.map((step) =>
        step.action.kind === 'agent_completed' ? { ...step, afterMs: Number(params.answerMs) } : step,
      )
    },
  }),
}

export default fault
