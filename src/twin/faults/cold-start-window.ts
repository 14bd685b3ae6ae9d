import { refusedUpgrade } from '../chat/upgrade.ts'
import type { Fault } from '../fault.ts'
import { refuseUntilAwake } from '../front/refuse-until-awake.ts'

/**
 * A5: the first request wakes the backend. `/health` answers at once, but until the start-up has come to its last phase
 * the readiness guard refuses every socket.
 */
const fault: Fault = {
  name: 'cold-start-window',
  summary: 'For four seconds after the first request every upgrade is refused with 403; then all is well.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['cold-start-window'] },
  hunts: ['deploy-watch'],
  params: { readyMs: '4000' },
  hooks: (kit) => refuseUntilAwake(kit, () => refusedUpgrade),
}

export default fault
