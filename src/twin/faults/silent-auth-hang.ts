import type { Fault } from '../fault.ts'

/** C15: a failure of authentication is swallowed, and the handler waits for ever. The protocol's own pings live on. */
const fault: Fault = {
  name: 'silent-auth-hang',
  summary: 'The socket opens, and then nothing is ever said on it: no welcome, no error, no close, no reply.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['silent-auth-hang'] },
  hunts: ['golden-path', 'concurrent-users', 'upgrade-matrix'],
  params: { hangMs: '3600000' },
  hooks: ({ clock, params }) => ({
    establish: (connection) => clock.sleep(Number(params.hangMs), connection.signal),
  }),
}

export default fault
