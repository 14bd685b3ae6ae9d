import type { Fault } from '../fault.ts'

/** From the upgrade to the close, as it was observed. */
const afterMs = 63

/** D1: the socket opens and is closed 63 ms later without a frame and without a reason. */
const fault: Fault = {
  name: 'accepted-then-closed-1011',
  summary: 'The socket is accepted and closed with a bare 1011 after 63 ms.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['accepted-then-closed-1011'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async establish(connection) {
      await clock.sleep(connection.openedAtMs + afterMs - clock.now(), connection.signal)
      await connection.close(1011)
    },
  }),
}

export default fault
