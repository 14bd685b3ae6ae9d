import type { Fault } from '../fault.ts'

/** The emitters of inner agents send no end, as in the complete run on record (protocol.md §5.4). */
const fault: Fault = {
  name: 'agents-unfinished',
  summary: 'An inner agent starts and is never said to end.',
  family: 'F',
  expected: { verdict: 'degraded', codes: ['agents-unfinished'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async script(run, next) {
      const steps = await next(run)
      const first = steps.findIndex(({ action }) => action.kind === 'tool_executing')
      const inner = { afterMs: 60, action: { kind: 'agent_started', agent: 'DataHelper' } } as const
      return [...steps.slice(0, first), inner, ...steps.slice(first)]
    },
  }),
}

export default fault
