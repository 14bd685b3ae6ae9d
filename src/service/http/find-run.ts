import type { Evidence } from '../../model/evidence-file.ts'
import type { RunReport } from '../../model/report.ts'
import type { Incident, RunSummary } from '../../sinks/history/history.ts'
import type { Service } from '../service.ts'
import { Problem } from './problem.ts'

/** A run on record. Throws a Problem when there is none. */
export function findRun(
  { history }: Pick<Service, 'history'>,
  runId: string,
): { readonly summary: RunSummary; readonly report: RunReport | null } {
  const found = history.run(runId)
  if (found !== null) return found
  throw new Problem(
    404,
    `There is no run ${runId.slice(0, 80)}.`,
    'It may have been cleared away by age; /runs lists those that are on record.',
  )
}

/** The evidence of a run; null when none is kept. What is only just being written is waited for. */
export async function readEvidence({ history }: Pick<Service, 'history'>, runId: string): Promise<Evidence | null> {
  const evidence = await history.evidence(runId)
  if (evidence !== null) return evidence
  await history.flush()
  return history.evidence(runId)
}

/** The evidence of a run. Throws a Problem when there is no such run, or it has none. */
export async function findEvidence(service: Pick<Service, 'history'>, runId: string): Promise<Evidence> {
  const { summary } = findRun(service, runId)
  const evidence = await readEvidence(service, summary.runId)
  if (evidence !== null) return evidence
  throw new Problem(
    404,
    `The evidence of run ${summary.runId} is not kept.`,
    'Every failed run keeps it for a while, of good runs the latest ones; its report is still there.',
  )
}

/** An incident on record. Throws a Problem when there is none. */
export function findIncident({ history }: Pick<Service, 'history'>, id: string): Incident {
  const found = history.incident(id)
  if (found !== null) return found
  throw new Problem(404, `There is no incident ${id.slice(0, 80)}.`, '/incidents lists those that are on record.')
}
