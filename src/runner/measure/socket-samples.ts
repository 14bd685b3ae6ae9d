import { phaseOfClose } from '../../judges/close-symptom.ts'
import { reasonClass } from '../../judges/diagnosis/reason-class.ts'
import type { SocketView } from '../../judges/view-types.ts'
import type { CloseFact, UpgradeFact } from '../../model/evidence.ts'
import { closeCodes, closePhases, upgradeStatuses } from '../../sinks/metrics/label-values.ts'
import { type Sample, sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'

/** How sockets opened and ended. Sockets of negative controls are refused on purpose and do not count. */
export const socketSamples: Measure = ({ sockets }, { scenario }) =>
  sockets.flatMap((socket) => [
    ...(socket.upgrade === null ? [] : upgradeSamples(scenario, socket.upgrade)),
    ...(socket.close === null ? [] : closeSamples(scenario, socket, socket.close)),
  ])

function upgradeSamples(scenario: string, { status, error }: UpgradeFact): Sample[] {
  // We went away ourselves: the target was not given the time to answer.
  if (status === null && error?.code === 'cancelled') return []
  const shown = status === null ? 'none' : (upgradeStatuses.find((each) => each === String(status)) ?? 'other')
  return [sample('golden_path_ws_upgrades_total', { scenario, status: shown })]
}

function closeSamples(scenario: string, socket: SocketView, close: CloseFact): Sample[] {
  const { code, initiator } = close
  const phase = phaseOf(socket, close)
  const ended = sample('golden_path_ws_closes_total', { scenario, close_code: closeCodeOf(code), initiator, phase })
  if (code !== 1011 || initiator !== 'server') return [ended]
  return [ended, sample('golden_path_ws_1011_closes_total', { phase, reason_class: reasonClass(close) })]
}

/** What we end ourselves because the scenario asks for it ends in no other phase. */
function phaseOf(socket: SocketView, { initiator, scripted }: CloseFact): (typeof closePhases)[number] {
  if (initiator === 'client' && scripted) return 'close'
  const phase = phaseOfClose(socket)
  return closePhases.find((each) => each === phase) ?? 'close'
}

function closeCodeOf(code: number): (typeof closeCodes)[number] {
  if (code >= 4_000 && code <= 4_999) return '4xxx'
  return closeCodes.find((each) => each === String(code)) ?? 'other'
}
