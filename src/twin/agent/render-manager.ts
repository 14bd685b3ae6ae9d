import type { Json } from '../json.ts'
import { floatTime } from '../timestamps.ts'
import type { Action, EventOwner } from './step.ts'

function fields(action: Exclude<Action, { kind: 'frame' }>): Json {
  switch (action.kind) {
    case 'agent_started':
      return { agent_name: action.agent, task_description: 'Processing request' }
    case 'agent_thinking':
      return { reasoning: action.thought }
    case 'tool_executing': {
      const { tool, parameters } = action
      return { tool_name: tool, tool_args: parameters, parameters, execution_id: null }
    }
    case 'tool_completed': {
      const seconds = action.durationMs / 1_000
      const times = { execution_time: seconds, duration: seconds }
      return { tool_name: action.tool, results: action.result, ...times, execution_id: null, success: true }
    }
    case 'agent_completed':
      return { status: 'completed', final_response: action.answer }
    case 'agent_error':
      return { agent_name: action.agent, error: action.error, status: 'error' }
    default:
      return action satisfies never
  }
}

/** An event as the manager sends it: flat, with a thread id but no run id (protocol.md §3.5). */
export function renderManager(action: Exclude<Action, { kind: 'frame' }>, owner: EventOwner, wallMs: number): Json {
  return {
    type: action.kind,
    ...fields(action),
    timestamp: floatTime(wallMs),
    user_id: owner.userId,
    thread_id: owner.threadId,
    critical: true,
  }
}
