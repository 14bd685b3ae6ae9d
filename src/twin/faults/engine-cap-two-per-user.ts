import type { Run } from '../agent/run.ts'
import type { Fault } from '../fault.ts'

/** E4: the factory keeps two engines for each user and refuses a third until one of them has ended. */
const fault: Fault = {
  name: 'engine-cap-two-per-user',
  summary: 'The third run of one user at the same time is refused with an agent error.',
  family: 'E',
  expected: { verdict: 'degraded', codes: ['engine-cap-two-per-user'] },
  hunts: ['parallel-runs'],
  params: { cap: '2' },
  hooks: ({ params }) => {
    const cap = Number(params.cap)
    const engines = new Map<string, Set<Run>>()
    return {
      async run(run, next) {
        const own = engines.get(run.userId) ?? new Set<Run>()
        engines.set(run.userId, own)
        if (own.size >= cap) {
          await run.connection.send({
            type: 'agent_error',
            data: { error_message: `User ${run.userId} has reached maximum engine limit (${cap})`, run_id: run.id },
          })
          return
        }
        own.add(run)
        try {
          await next(run)
        } finally {
          own.delete(run)
        }
      },
    }
  },
}

export default fault
