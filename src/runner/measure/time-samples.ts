import { conversationTimes, type Stretch } from '../../judges/times.ts'
import type { EvidenceView, SocketView } from '../../judges/view-types.ts'
import type { HttpFact, UpgradeFact } from '../../model/evidence.ts'
import type { connectParts, timedPhases } from '../../sinks/metrics/label-values.ts'
import { sample } from '../../sinks/metrics/sample.ts'
import type { Measure } from './measure.ts'
import { seconds } from './seconds.ts'

/** How long phases and the parts of connecting took; only what came to its end has a time. */
export const timeSamples: Measure = (view, { scenario }) => [
  ...phaseTimes(view).map(({ phase, ms }) =>
    sample('golden_path_phase_duration_seconds', { scenario, phase }, seconds(ms)),
  ),
  ...connectTimes(view).map(({ part, ms }) => sample('golden_path_connect_duration_seconds', { part }, seconds(ms))),
]

type PhaseTime = { readonly phase: (typeof timedPhases)[number]; readonly ms: number }
type ConnectTime = { readonly part: (typeof connectParts)[number]; readonly ms: number }

function phaseTimes(view: EvidenceView): PhaseTime[] {
  const exchange = (phase: 'platform' | 'auth', purpose: HttpFact['purpose'], role: HttpFact['role']): PhaseTime[] =>
    view.http
      .filter((fact) => fact.purpose === purpose && fact.role === role && fact.status === 200 && fact.error === null)
      .map((fact) => ({ phase, ms: fact.endMs - fact.atMs }))
  return [
    ...exchange('platform', 'health', 'api'),
    ...exchange('auth', 'sign-in', 'auth'),
    ...view.sockets.flatMap(socketTimes),
    // A close fact only says when it was over; the step says when it began.
    ...view.evidence.steps
      .filter(({ name, state }) => name === 'close' && state === 'passed')
      .map(({ durationMs }): PhaseTime => ({ phase: 'close', ms: durationMs })),
  ]
}

function socketTimes({ upgrade, welcome, conversations }: SocketView): PhaseTime[] {
  const sentMs = upgrade?.together?.releasedMs ?? upgrade?.atMs
  const since = (phase: 'handshake' | 'welcome', atMs: number | undefined): PhaseTime[] =>
    sentMs === undefined || atMs === undefined ? [] : [{ phase, ms: atMs - sentMs }]
  const times = conversations.map(conversationTimes)
  const stretch = (phase: 'events' | 'answer', of: Stretch | null): PhaseTime[] =>
    of === null ? [] : [{ phase, ms: of.toMs - of.fromMs }]
  return [
    ...since('handshake', upgrade?.status === 101 ? upgrade.endMs : undefined),
    ...since('welcome', welcome?.atMs),
    ...times.flatMap(({ firstEvent, answer }) => [...stretch('events', firstEvent), ...stretch('answer', answer)]),
  ]
}

function connectTimes({ http, sockets }: EvidenceView): ConnectTime[] {
  const upgrades = sockets.flatMap(({ upgrade }) => upgrade ?? [])
  const part = (name: ConnectTime['part'], ms: number | null): ConnectTime[] =>
    ms === null ? [] : [{ part: name, ms }]
  return [
    ...[...http, ...upgrades].flatMap(({ timings }) => [
      ...part('dns', timings.dnsMs),
      ...part('tcp', timings.tcpMs),
      ...part('tls', timings.tlsMs),
    ]),
    ...upgrades.flatMap((upgrade) => part('upgrade', upgradeMs(upgrade))),
  ]
}

/** From the request to 101. One that waited for others at a gate waited for us, not for the target. */
function upgradeMs({ status, together, endMs, timings }: UpgradeFact): number | null {
  if (status !== 101) return null
  if (together === undefined) return timings.firstByteMs
  return together.releasedMs === null ? null : endMs - together.releasedMs
}
