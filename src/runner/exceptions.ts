import { CallerDeadline, DeadlineExceeded } from '../kernel/deadline.ts'
import type { MonitorFact } from '../model/evidence.ts'
import type { EvidenceContext } from '../model/evidence-file.ts'
import { Halt } from '../probes/halt.ts'

/** How a run ended. */
export type Ending = EvidenceContext['ended']

/** What an exception means for a run, and what the monitor has to say of itself. */
export type Meaning = { readonly ended: Ending; readonly note: Pick<MonitorFact, 'what' | 'detail'> | null }

/**
 * Turns whatever a scenario threw into a value. This is the only place that decides what an exception means: an interrupt
 * cancels, a deadline (the run's or its caller's) and a defect of ours are noted down, and a halt needs no note, because the evidence has its cause.
 */
export function meaningOf(thrown: unknown, interrupted: AbortSignal): Meaning {
  if (interrupted.aborted && interrupted.reason instanceof CallerDeadline)
    return { ended: 'caller-deadline', note: { what: 'caller-deadline', detail: interrupted.reason.message } }
  if (interrupted.aborted)
    return { ended: 'cancelled', note: { what: 'cancelled', detail: describe(interrupted.reason) } }
  if (thrown instanceof Halt) return { ended: 'complete', note: null }
  if (thrown instanceof DeadlineExceeded)
    return { ended: 'deadline', note: { what: 'deadline', detail: thrown.message } }
  return { ended: 'error', note: { what: 'scenario-threw', detail: describe(thrown) } }
}

/** One line that says what was thrown. May hold a secret until it is masked. */
export function describe(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
