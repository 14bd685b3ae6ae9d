import type { Fault } from '../fault.ts'
import type { Instance } from '../instance.ts'

/** E7: one registry of tools for the whole process, which every connection fills again. */
const fault: Fault = {
  name: 'tool-registry-duplicate',
  summary:
    'The first connection to an instance works, every further one ends with 1011 "modelmetaclass already registered".',
  family: 'E',
  expected: { verdict: 'fail', codes: ['tool-registry-duplicate'] },
  hunts: ['order-ab', 'concurrent-users'],
  hooks: () => {
    const filled = new WeakSet<Instance>()
    return {
      async establish(connection, next) {
        if (filled.has(connection.instance)) await connection.close(1011, 'modelmetaclass already registered')
        else {
          filled.add(connection.instance)
          await next(connection)
        }
      },
    }
  },
}

export default fault
