import { canBeSame, type SeenEvent } from './seen-event.ts'

/** One run of one agent, from its start on. */
export type AgentRun = {
  readonly start: SeenEvent
  /** What ended it, as far as known now. */
  end: SeenEvent | null
}

/** Whether an event can belong to a run, by agent and run id; an id or a name left out on either side fits all. */
export function belongs(event: SeenEvent, run: AgentRun): boolean {
  return canBeSame(run.start.runId, event.runId) && canBeSame(run.start.agent, event.agent)
}

/** The name of a run's agent, for people. */
export function nameOf(run: AgentRun): string {
  return run.start.agent ?? 'an agent without a name'
}
