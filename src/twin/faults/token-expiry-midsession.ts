import { errorMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'

/** C11: the token of a socket is looked at again with every message, and nobody renews it on a socket that stays open. */
const fault: Fault = {
  name: 'token-expiry-midsession',
  summary: 'From the fifteenth minute on a message ends in TOKEN_EXPIRED and 1008, or in silence.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['token-expiry-midsession'] },
  hunts: ['long-hold'],
  params: { lifeMs: '900000', wire: 'error' },
  hooks: ({ clock, params }) => ({
    async message(incoming, next) {
      const { connection, type } = incoming
      const expired = clock.now() - connection.openedAtMs >= Number(params.lifeMs)
      if (!expired || type !== 'user_message') return next(incoming)
      if (params.wire === 'silent') return
      await connection.send(errorMessage('TOKEN_EXPIRED', 'Token has expired', clock.wall()))
      await connection.close(1008, 'Authentication failed')
    },
  }),
}

export default fault
