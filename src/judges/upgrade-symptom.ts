import type { UpgradeFact } from '../model/evidence.ts'
import { networkFailure } from './network-failure.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { SocketView } from './view-types.ts'

/** Why an attempt to open a socket did not end in 101; null when it did, or when we stopped it ourselves. */
export function upgradeSymptom(socket: SocketView): Symptom | null {
  const { upgrade } = socket
  if (upgrade === null || upgrade.status === 101) return null
  const base = {
    user: socket.user.id,
    frames: [upgrade.seq],
    socket,
    window: { fromMs: upgrade.atMs, toMs: upgrade.endMs },
    expected: `101 from ${upgrade.url}`,
  }
  if (upgrade.status !== null) {
    const received = `${upgrade.status} after ${tookMs(upgrade)} ms${upgrade.body === '' ? '' : `: ${quote(upgrade.body)}`}`
    return symptom({ ...base, code: 'upgrade-refused', phase: 'handshake', received })
  }
  const error = `${upgrade.error?.code ?? 'no response'}: ${quote(upgrade.error?.message ?? '')}`
  const received = `${error} after ${tookMs(upgrade)} ms`
  switch (networkFailure(upgrade.error)) {
    case 'cancelled':
      return null
    case 'timeout':
      return symptom({ ...base, code: 'upgrade-timeout', phase: 'handshake', received })
    case 'unreachable':
    case 'tls':
      return symptom({ ...base, code: 'target-unreachable', phase: 'platform', received })
    case 'broken':
      return symptom({ ...base, code: 'upgrade-refused', phase: 'handshake', received })
  }
}

function tookMs(upgrade: UpgradeFact): number {
  return Math.round(upgrade.endMs - upgrade.atMs)
}
