import type { Json } from '../json.ts'

/** What an agent does next. `kind` is the event it becomes on the wire. */
export type Action =
  | { readonly kind: 'agent_started'; readonly agent: string }
  | { readonly kind: 'agent_thinking'; readonly agent: string; readonly thought: string; readonly number: number }
  | {
      readonly kind: 'tool_executing'
      readonly agent: string
      readonly tool: string
      readonly parameters: Json
    }
  | {
      readonly kind: 'tool_completed'
      readonly agent: string
      readonly tool: string
      readonly result: Json
      readonly durationMs: number
    }
  | { readonly kind: 'agent_completed'; readonly agent: string; readonly answer: string; readonly durationMs: number }
  /** The end of a run that failed, in the words of the exception. */
  | { readonly kind: 'agent_error'; readonly agent: string; readonly error: string }
  /** A frame that goes out as it is, for what no envelope knows. */
  | { readonly kind: 'frame'; readonly frame: Json }

/** One planned step: what happens, and how long after the step before, in milliseconds of target time. */
export type Step = { readonly afterMs: number; readonly action: Action }

/** Who an event belongs to. */
export type EventOwner = { readonly userId: string; readonly threadId: string; readonly runId: string }
