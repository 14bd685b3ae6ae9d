import { startsRun } from '../chat/starts-run.ts'
import type { Fault } from '../fault.ts'
import { detail } from '../http/exchange.ts'

/** F3: the agent handler could not be set up for a wrong import; over the socket and over HTTP nothing starts agents. */
const fault: Fault = {
  name: 'agent-handler-setup-failed-silent',
  summary: 'Prompts are ignored, and the HTTP route that starts agents is missing as well.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['agent-handler-setup-failed-silent'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async message(incoming, next) {
      if (!startsRun(incoming)) await next(incoming)
    },
    async apiHttp(call, next) {
      return call.http.path.startsWith('/api/agent/') ? detail(404, 'Not Found') : next(call)
    },
  }),
}

export default fault
