import type { Step } from '../agent/step.ts'
import type { Fault } from '../fault.ts'

/** From one thought to the next, and how many there are: more than anybody waits for. */
const everyMs = 20_000
const thoughts = 40

/** The agent goes round in circles: it keeps thinking and never comes to an end. */
const fault: Fault = {
  name: 'answer-timeout',
  summary: 'The agent thinks every twenty seconds, and no answer ever comes.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['answer-timeout'] },
  hunts: ['golden-path'],
  hooks: () => ({
    async script(run, next) {
      const steps = await next(run)
      const circle = (_: unknown, index: number): Step => {
        const thought = 'Let me look at this once more.'
        return { afterMs: everyMs, action: { kind: 'agent_thinking', agent: 'Supervisor', thought, number: index + 2 } }
      }
      return [...steps.slice(0, 2), ...Array.from({ length: thoughts }, circle)]
    },
  }),
}

export default fault
