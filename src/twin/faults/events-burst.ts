import type { Fault } from '../fault.ts'
import type { Delivery } from '../hook-points.ts'

/** Something between agent and socket holds all events back and lets them go together when the run has ended. */
const fault: Fault = {
  name: 'events-burst',
  summary: 'All events of a run arrive at the same moment, when it is over.',
  family: 'G',
  expected: { verdict: 'degraded', codes: ['events-burst'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => {
    const held = new Map<string, readonly Delivery[]>()
    return {
      async deliver(delivery, next) {
        const { id } = delivery.run
        const all = [...(held.get(id) ?? []), delivery]
        held.set(id, all)
        if (delivery.frame.type !== 'agent_completed') return
        held.delete(id)
        for (const each of all) await next(each)
      },
    }
  },
}

export default fault
