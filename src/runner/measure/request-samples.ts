import type { HttpFact, UpgradeFact } from '../../model/evidence.ts'
import { requestRoles, type statusClasses } from '../../sinks/metrics/label-values.ts'
import { type Sample, sample } from '../../sinks/metrics/sample.ts'
import { clockOffset } from '../clock-offset.ts'
import type { Measure } from './measure.ts'

/** Every request to the target, those of negative controls too; and what answers tell of clocks and certificates. */
export const requestSamples: Measure = (view) => {
  const requests = view.evidence.facts.filter((fact) => fact.kind === 'http' || fact.kind === 'upgrade')
  const byRole = Map.groupBy(requests, (fact) => (fact.kind === 'upgrade' ? 'ws' : fact.role))
  const { startedAt, timeScale } = view.context
  return requestRoles.flatMap((role): Sample[] => {
    const own = byRole.get(role) ?? []
    const offsetMs = clockOffset(own, Date.parse(startedAt), timeScale)
    const expiry = earliestExpiry(own)
    return [
      ...own
        .filter(isAnswered)
        .map((fact) => sample('golden_path_target_requests_total', { role, status_class: classOf(fact.status) })),
      ...(offsetMs === null ? [] : [sample('golden_path_clock_offset_seconds', { role }, offsetMs / 1_000)]),
      ...(expiry === null
        ? []
        : [sample('golden_path_certificate_expiry_timestamp_seconds', { role }, expiry / 1_000)]),
    ]
  })
}

/** Whether the target had its chance: we did not go away ourselves. */
function isAnswered({ status, error }: HttpFact | UpgradeFact): boolean {
  return status !== null || error?.code !== 'cancelled'
}

/** 101 is what an upgrade is asked for, so it counts with 2xx. */
function classOf(status: number | null): (typeof statusClasses)[number] {
  if (status === null) return 'none'
  if (status === 429) return '429'
  if (status < 300) return '2xx'
  if (status < 400) return '3xx'
  return status < 500 ? '4xx' : '5xx'
}

/** Milliseconds since the Unix epoch. One balancer may show several certificates; the first to expire counts. */
function earliestExpiry(facts: readonly (HttpFact | UpgradeFact)[]): number | null {
  const all = facts.flatMap(({ certificateExpiresAt }) => certificateExpiresAt ?? []).map((text) => Date.parse(text))
  return all.length === 0 ? null : Math.min(...all)
}
