import type { Fault } from '../fault.ts'
import type { Delivery } from '../hook-points.ts'

/**
 * F12: the emitter of `tool_executing` does not wait for its frame to go out. Its queue is drained only when the tool
 * has finished, by then behind `tool_completed`.
 */
const fault: Fault = {
  name: 'events-out-of-order',
  summary: 'The start of a tool is told only after its end.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['events-out-of-order'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => {
    const queued = new Map<string, Delivery>()
    return {
      async deliver(delivery, next) {
        const { id } = delivery.run
        if (delivery.frame.type === 'tool_executing') {
          queued.set(id, delivery)
          return
        }
        await next(delivery)
        const late = queued.get(id)
        if (late !== undefined) await next(late)
        queued.delete(id)
      },
    }
  },
}

export default fault
