import type { Fault } from '../fault.ts'
import { ServerFailure } from '../server-failure.ts'

/**
 * A6: during the start-up a connection is put into a queue, and its handler returns before it has accepted the socket:
 * 500, and the queued socket is dead (failures.md W3).
 */
const fault: Fault = {
  name: 'startup-queue-500',
  summary: 'For four seconds after the first request every upgrade is answered with 500; then all is well.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['startup-queue-500'] },
  hunts: ['deploy-watch'],
  params: { readyMs: '4000' },
  hooks: ({ clock, params }) => {
    let wokenMs: number | undefined
    return {
      async front(call, next) {
        wokenMs ??= clock.now()
        return next(call)
      },
      async upgrade(call, next) {
        wokenMs ??= clock.now()
        if (clock.now() - wokenMs >= Number(params.readyMs)) return next(call)
        throw new ServerFailure('RuntimeError', 'ASGI callable returned without completing response.')
      },
    }
  },
}

export default fault
