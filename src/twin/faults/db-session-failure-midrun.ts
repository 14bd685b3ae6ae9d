import type { Fault } from '../fault.ts'

/**
 * G7: the first message of a thread opens the database session that its thread is read with, and ends it. Whoever asks
 * for the thread again, on the next message, no longer finds it.
 */
const fault: Fault = {
  name: 'db-session-failure-midrun',
  summary: 'The first message of a thread is served; the second ends in "404: Thread not found".',
  family: 'G',
  expected: { verdict: 'fail', codes: ['db-session-failure-midrun'] },
  hunts: ['two-messages', 'cross-user-isolation'],
  hooks: () => {
    const ended = new Set<string>()
    return {
      async script(run, next) {
        const steps = await next(run)
        const known = ended.has(run.thread.id)
        ended.add(run.thread.id)
        if (!known) return steps
        const error = '404: Thread not found'
        return [...steps.slice(0, 1), { afterMs: 70, action: { kind: 'agent_error', agent: 'Supervisor', error } }]
      },
    }
  },
}

export default fault
