import type { Fault } from '../fault.ts'

/** G5: an outer timeout is shorter than the inner ones and ends every run at the same age, although it is still fine. */
const fault: Fault = {
  name: 'timeout-hierarchy-inversion',
  summary: 'The agent needs half a minute, and a timeout around it ends every run after ten seconds.',
  family: 'G',
  expected: { verdict: 'fail', codes: ['timeout-hierarchy-inversion'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { afterMs: '10000' },
  hooks: ({ params }) => ({
    async script(run, next) {
      const steps = await next(run)
      const thought = steps.findIndex(({ action }) => action.kind === 'agent_thinking')
      const begun = steps.slice(0, thought + 1)
      const spentMs = begun.reduce((sum, step) => sum + step.afterMs, 0)
      const limitMs = Number(params.afterMs)
      const error = `Agent execution timed out after ${limitMs / 1_000} seconds`
      return [
        ...begun,
        { afterMs: Math.max(0, limitMs - spentMs), action: { kind: 'agent_error', agent: 'Supervisor', error } },
      ]
    },
  }),
}

export default fault
