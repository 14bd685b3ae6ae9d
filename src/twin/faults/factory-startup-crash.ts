import type { Fault } from '../fault.ts'
import { crashLoop } from '../front/crash-loop.ts'

/**
 * E0: start-up raises because a merged factory lacks what start-up calls. On the wire it is A1, and must be reported as
 * that; only the log says "Factory pattern initialization failed".
 */
const fault: Fault = {
  name: 'factory-startup-crash',
  summary: 'The backend does not come up after a commit that merged factories: 503 on every path, for hours.',
  family: 'E',
  expected: { verdict: 'fail', codes: ['backend-crash-loop-503'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  params: { status: '503' },
  hooks: crashLoop,
}

export default fault
