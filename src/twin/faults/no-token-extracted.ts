import type { Fault } from '../fault.ts'

const message = 'No JWT token found in WebSocket headers or subprotocols'

/** C5: the backend no longer finds the token, however it is sent. */
const fault: Fault = {
  name: 'no-token-extracted',
  summary: 'The socket finds no token in header or subprotocol, on either route: NO_TOKEN, then 1011.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['no-token-extracted'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix'],
  hooks: () => ({
    async identity(call, next) {
      if (call.via === 'http') return next(call)
      return { kind: 'refused', errorCode: 'NO_TOKEN', message, close: { code: 1011, reason: message.slice(0, 50) } }
    },
  }),
}

export default fault
