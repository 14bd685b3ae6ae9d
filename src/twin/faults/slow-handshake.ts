import type { Fault } from '../fault.ts'

/** D10: blocking sleeps and retries add up between the accept and the welcome. */
const fault: Fault = {
  name: 'slow-handshake',
  summary: 'The welcome comes several seconds after the upgrade.',
  family: 'D',
  expected: { verdict: 'degraded', codes: ['slow-handshake'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { ms: '5000' },
  hooks: ({ clock, params }) => ({
    async establish(connection, next) {
      await clock.sleep(Number(params.ms), connection.signal)
      await next(connection)
    },
  }),
}

export default fault
