/** An agent event of a conversation. */
export type SeenEvent = {
  /** Position among the agent events of the conversation; the events of a batch share a `seq` but not this. */
  readonly index: number
  /** Canonical type. */
  readonly type: string
  /** The agent it belongs to; where the frame names none, the one started last and still open. */
  readonly agent: string | null
  readonly tool: string | null
  readonly executionId: string | null
  readonly runId: string | null
  readonly threadId: string | null
  readonly atMs: number
  /** `seq` of the frame. */
  readonly seq: number
}

/** Whether two run ids, or two names, can mean the same: equal, or one of them left out. */
export function canBeSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b
}

/** An event in few words, for findings: `agent_completed of Supervisor`. */
export function describe(event: SeenEvent): string {
  const tool = event.tool === null ? '' : ` ${event.tool}`
  return event.agent === null ? `${event.type}${tool}` : `${event.type}${tool} of ${event.agent}`
}
