import type { Fault } from '../fault.ts'

/**
 * D8: an exception after the accept ends one connection without a close frame (failures.md W4). It hits a single socket
 * among those open at a time: several at once would be a dying instance.
 */
const fault: Fault = {
  name: 'dirty-close-1006',
  summary: 'One socket is cut in the middle of a run, without a close frame.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['dirty-close-1006'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => {
    let lastCutMs = Number.NEGATIVE_INFINITY
    return {
      async deliver(delivery, next) {
        await next(delivery)
        const { connection } = delivery.run
        if (delivery.frame.type !== 'agent_thinking' || connection.openedAtMs <= lastCutMs) return
        lastCutMs = clock.now()
        connection.socket.terminate()
      },
    }
  },
}

export default fault
