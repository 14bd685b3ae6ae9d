import type { Fault } from '../fault.ts'

/** G1: no agent was registered at start-up, so the supervisor finds none to work with. */
const fault: Fault = {
  name: 'agent-registry-empty',
  summary: 'The run starts and ends at once in an agent error: the registry of agents is empty.',
  family: 'G',
  expected: { verdict: 'fail', codes: ['agent-registry-empty'] },
  hunts: ['golden-path', 'concurrent-users', 'agents-one-by-one'],
  hooks: () => ({
    async script(run, next) {
      const [start] = await next(run)
      const error = "Agent 'supervisor' not found. Available agents: []"
      const failed = { afterMs: 60, action: { kind: 'agent_error', agent: 'Supervisor', error } } as const
      return start === undefined ? [failed] : [start, failed]
    },
  }),
}

export default fault
