import { killInstance } from '../defects/kill-instance.ts'
import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/** A7: two users at work at the same time are more than the memory of an instance can hold. It dies once, with all its sockets. */
const fault: Fault = {
  name: 'instance-death-mid-stream',
  summary: 'An instance dies while an agent works there and another user is connected; all its sockets end at once.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['instance-death-mid-stream'] },
  hunts: ['concurrent-users', 'cross-user-isolation'],
  hooks: () => {
    const dead = new Set<Instance>()
    return {
      async deliver(delivery, next) {
        await next(delivery)
        const { connection } = delivery.run
        const { instance } = connection
        const others = [...instance.connections].filter(({ userId }) => userId !== connection.userId)
        if (delivery.frame.type !== 'agent_thinking' || dead.has(instance) || others.length === 0) return
        dead.add(instance)
        killInstance(connection)
      },
    }
  },
}

export default fault
