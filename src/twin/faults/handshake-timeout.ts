import type { Fault } from '../fault.ts'

/** B4: the connection stands, and something behind it holds the upgrade for longer than any client waits. */
const fault: Fault = {
  name: 'handshake-timeout',
  summary: 'Upgrades are never answered; everything else is.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['handshake-timeout'] },
  hunts: ['golden-path', 'concurrent-users', 'upgrade-matrix'],
  params: { holdMs: '600000' },
  hooks: ({ clock, params }) => ({
    async upgrade({ http }) {
      await clock.sleep(Number(params.holdMs), http.signal)
      return { kind: 'drop' }
    },
  }),
}

export default fault
