import { startsRun } from '../chat/starts-run.ts'
import type { Fault } from '../fault.ts'

/** F2: a bare function was registered as a handler; asking it whether it can handle a message fails, and that is only logged. */
const fault: Fault = {
  name: 'handler-protocol-missing',
  summary: 'Prompts are ignored without an ack, an event or an error, while pings are answered.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['handler-protocol-missing'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async message(incoming, next) {
      if (!startsRun(incoming)) await next(incoming)
    },
  }),
}

export default fault
