import type { Fault } from '../fault.ts'
import { words } from '../http/exchange.ts'

/** The service of the web app is down; API and auth are well. */
const fault: Fault = {
  name: 'page-unreachable',
  summary: 'The web app answers 503.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['page-unreachable'] },
  hunts: ['browser-chat'],
  hooks: () => ({
    appHttp: async () => words(503, 'Service Unavailable'),
  }),
}

export default fault
