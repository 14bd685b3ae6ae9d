import type { Fault } from '../fault.ts'
import { crashLoop } from '../front/crash-loop.ts'

/** A1: the backend exits while it imports its modules and is started again every seven seconds or so. */
const fault: Fault = {
  name: 'backend-crash-loop-503',
  summary: 'Every path of the API, health too, answers 503 in plain text after five to seven seconds.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['backend-crash-loop-503'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  params: { status: '503' },
  hooks: crashLoop,
}

export default fault
