import type { Fault } from '../fault.ts'
import { ServerFailure } from '../server-failure.ts'

const harmless = ['ping', 'pong', 'heartbeat']

/** F1: the message loop calls the router with one argument too many; what it throws is swallowed (failures.md W6). */
const fault: Fault = {
  name: 'router-signature-mismatch',
  summary: 'The first message to the agent crashes the router, and the socket ends with 1000 "main cleanup".',
  family: 'F',
  expected: { verdict: 'fail', codes: ['router-signature-mismatch'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async message(incoming, next) {
      if (harmless.includes(incoming.type)) return next(incoming)
      throw new ServerFailure('TypeError', 'route_message() takes 3 positional arguments but 4 were given')
    },
  }),
}

export default fault
