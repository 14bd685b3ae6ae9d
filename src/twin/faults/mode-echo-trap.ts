import { serverMessage } from '../chat/server-frames.ts'
import { startsRun } from '../chat/starts-run.ts'
import type { Fault } from '../fault.ts'
import { isJson } from '../json.ts'

/** F5: the path leads to the legacy mode, which says so in its welcome and echoes whatever comes (protocol.md §2.5). */
const fault: Fault = {
  name: 'mode-echo-trap',
  summary: 'The welcome names the legacy mode, and every prompt is echoed.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['mode-echo-trap'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => ({
    async welcome(connection, next) {
      const frames = await next(connection)
      return frames.map((frame) =>
        frame.type === 'connection_established' && isJson(frame.data)
          ? { ...frame, data: { ...frame.data, mode: 'legacy' } }
          : frame,
      )
    },
    async message(incoming, next) {
      const { connection, type } = incoming
      if (!startsRun(incoming)) return next(incoming)
      const data = { message: `Legacy processing: ${type}`, mode: 'legacy' }
      await connection.send(serverMessage('agent_response', data, clock.wall()))
    },
  }),
}

export default fault
