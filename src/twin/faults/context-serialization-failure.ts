import type { Fault } from '../fault.ts'

/** G6: the execution context holds something that cannot be pickled when it is handed to a worker in the middle of a run. */
const fault: Fault = {
  name: 'context-serialization-failure',
  summary: 'The run breaks off after its first thought, because its context cannot be pickled.',
  family: 'G',
  expected: { verdict: 'fail', codes: ['context-serialization-failure'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async script(run, next) {
      const steps = await next(run)
      const thought = steps.findIndex(({ action }) => action.kind === 'agent_thinking')
      const error = "cannot pickle '_contextvars.ContextVar' object"
      return [
        ...steps.slice(0, thought + 1),
        { afterMs: 80, action: { kind: 'agent_error', agent: 'Supervisor', error } },
      ]
    },
  }),
}

export default fault
