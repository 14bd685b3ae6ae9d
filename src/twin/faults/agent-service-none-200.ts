import type { Fault } from '../fault.ts'
import { json } from '../http/exchange.ts'

/**
 * G4: the agent service was not made at start-up. The HTTP route that runs agents says 200 all the same, and on the
 * socket nothing ever comes: there it looks like agent-never-starts.
 */
const fault: Fault = {
  name: 'agent-service-none-200',
  summary: 'There is no agent service: HTTP answers 200 "service_unavailable", and the socket stays silent.',
  family: 'G',
  expected: { verdict: 'fail', codes: ['agent-service-none-200', 'agent-never-starts'] },
  hunts: ['golden-path', 'agents-one-by-one'],
  hooks: () => ({
    script: async () => [],
    async apiHttp(call, next) {
      if (call.http.method !== 'POST' || call.http.path !== '/api/agents/execute') return next(call)
      const agent = 'supervisor'
      const response = 'Degraded mode: the agent service is not available.'
      return json(200, { status: 'service_unavailable', agent, response, execution_time: 0, error: null })
    },
  }),
}

export default fault
