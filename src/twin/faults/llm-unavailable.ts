import type { Fault } from '../fault.ts'

/** H1: the LLM manager is None after start-up, which the first agent that asks it finds out. */
const fault: Fault = {
  name: 'llm-unavailable',
  summary: 'The run starts, thinks, and ends in an agent error: there is no LLM manager.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['llm-unavailable'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async script(run, next) {
      const steps = await next(run)
      const thought = steps.findIndex(({ action }) => action.kind === 'agent_thinking')
      const error = 'LLM Manager not available'
      return [
        ...steps.slice(0, thought + 1),
        { afterMs: 40, action: { kind: 'agent_error', agent: 'Supervisor', error } },
      ]
    },
  }),
}

export default fault
