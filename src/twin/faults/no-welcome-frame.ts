import type { Fault } from '../fault.ts'

/** D5: the socket opens and lives, but nobody ever says welcome. What belongs to the handshake still comes. */
const fault: Fault = {
  name: 'no-welcome-frame',
  summary: 'The socket opens and stays open, but no welcome frame ever comes.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['no-welcome-frame'] },
  hunts: ['golden-path'],
  hooks: () => ({
    async welcome(connection, next) {
      return (await next(connection)).filter(({ type }) => type !== 'connection_established')
    },
  }),
}

export default fault
