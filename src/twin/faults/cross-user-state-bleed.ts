import type { Run } from '../agent/run.ts'
import type { Fault } from '../fault.ts'

/** I2: the agent's state is one object for all users, so that it remembers for each what anybody told it. */
const fault: Fault = {
  name: 'cross-user-state-bleed',
  summary: 'Who asks the agent what it remembers is told what other users told it.',
  family: 'I',
  expected: { verdict: 'fail', codes: ['cross-user-state-bleed'] },
  hunts: ['cross-user-isolation'],
  hooks: () => {
    const talkers = new Map<string, Run>()
    return {
      async recall(run, next) {
        talkers.set(run.userId, run)
        const all = await Promise.all([...talkers.values()].map(next))
        return all.flat()
      },
      async run(run, next) {
        talkers.set(run.userId, run)
        await next(run)
      },
    }
  },
}

export default fault
