import type { Fault } from '../fault.ts'
import { isJson } from '../json.ts'

const padding = 'x'.repeat(5 * 1024 * 1024)

/** A tool's whole log is sent as one message of 5 MiB. */
const fault: Fault = {
  name: 'oversized-frame',
  summary: 'The end of the first tool comes in a frame of 5 MiB.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['oversized-frame'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async deliver(delivery, next) {
      const { frame } = delivery
      if (frame.type !== 'tool_completed') return next(delivery)
      const data = isJson(frame.data) ? frame.data : {}
      await next({ ...delivery, frame: { ...frame, data: { ...data, log: padding } } })
    },
  }),
}

export default fault
