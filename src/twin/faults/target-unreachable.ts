import type { Fault } from '../fault.ts'

/** A load balancer without any backend, seen from its client: connections are taken and end without a byte. */
const fault: Fault = {
  name: 'target-unreachable',
  summary: 'The API gives no HTTP answer on either route: every connection just ends.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['target-unreachable'] },
  hunts: ['golden-path', 'concurrent-users', 'cross-user-isolation', 'upgrade-matrix', 'identity-reconnect'],
  hooks: () => ({ platform: async () => ({ kind: 'drop' }) }),
}

export default fault
