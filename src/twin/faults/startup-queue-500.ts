import type { Fault } from '../fault.ts'
import { refuseUntilAwake } from '../front/refuse-until-awake.ts'
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
  hooks: (kit) =>
    refuseUntilAwake(kit, () => {
      throw new ServerFailure('RuntimeError', 'ASGI callable returned without completing response.')
    }),
}

export default fault
