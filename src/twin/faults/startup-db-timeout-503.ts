import type { Fault } from '../fault.ts'
import { words } from '../http/exchange.ts'

/** A2: start-up waits for a database that cannot be reached, gives up, and is tried again. */
const fault: Fault = {
  name: 'startup-db-timeout-503',
  summary: 'Every path of the API answers 503, but only after the ten seconds and more that start-up waits.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['startup-db-timeout-503'] },
  hunts: ['golden-path', 'concurrent-users', 'upgrade-matrix'],
  params: { longestMs: '12000' },
  hooks: ({ clock, random, params }) => ({
    async platform({ http }) {
      await clock.sleep(random.int(10_000, Number(params.longestMs)), http.signal)
      return words(503, 'Service Unavailable')
    },
  }),
}

export default fault
