import type { Fault } from '../fault.ts'

/** G3: the orchestrator is None, and the code behind it answers in its stead, with every sign of success but no tool. */
const fault: Fault = {
  name: 'orchestrator-none-fallback',
  summary: 'The answer looks like success and comes from a fallback: no orchestrator, no tools.',
  family: 'G',
  expected: { verdict: 'fail', codes: ['orchestrator-none-fallback'] },
  hunts: ['golden-path', 'concurrent-users', 'agents-one-by-one'],
  hooks: () => ({
    async script(run, next) {
      const steps = await next(run)
      return steps.filter(({ action }) => action.kind !== 'tool_executing' && action.kind !== 'tool_completed')
    },
    answer: async () =>
      'Your request was completed successfully in fallback mode, since the orchestrator was not available for this run.',
  }),
}

export default fault
