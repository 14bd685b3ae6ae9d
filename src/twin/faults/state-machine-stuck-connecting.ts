import { errorMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'

/** D3: the state is kept under the preliminary connection id and moved on under the final one, so it never leaves CONNECTING. */
const fault: Fault = {
  name: 'state-machine-stuck-connecting',
  summary: 'The welcome and pings work, but every message is refused because the connection seems to be CONNECTING.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['state-machine-stuck-connecting'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => {
    const registered = new Map<string, string>()
    const stateOf = (id: string) => registered.get(id) ?? 'CONNECTING'
    return {
      async establish(connection, next) {
        await next(connection)
        registered.set(`preliminary_${connection.id}`, 'PROCESSING_READY')
      },
      async message(incoming, next) {
        const { connection, type } = incoming
        const state = stateOf(connection.id)
        if (state === 'PROCESSING_READY' || type === 'ping') return next(incoming)
        await connection.send(
          errorMessage('CONNECTION_NOT_READY', `Cannot process message in state: ${state}`, clock.wall()),
        )
      },
    }
  },
}

export default fault
