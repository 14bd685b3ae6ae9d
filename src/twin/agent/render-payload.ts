import type { Json } from '../json.ts'
import { floatTime } from '../timestamps.ts'
import type { Action, EventOwner } from './step.ts'

function fields(action: Exclude<Action, { kind: 'frame' }>): Json {
  switch (action.kind) {
    case 'agent_started':
      return {}
    case 'agent_thinking':
      return { message: action.thought }
    case 'tool_executing':
      return { tool_name: action.tool, parameters: action.parameters }
    case 'tool_completed':
      return { tool_name: action.tool, result: action.result }
    case 'agent_completed':
      return { status: 'done', result: { summary: action.answer }, message: `${action.agent} is done` }
    case 'agent_error':
      return { status: 'error', error: action.error, message: `${action.agent} failed` }
    default:
      return action satisfies never
  }
}

/** An event with everything in `payload`, as live staging sent it (protocol.md §3.5, §5.4). */
export function renderPayload(action: Exclude<Action, { kind: 'frame' }>, owner: EventOwner, wallMs: number): Json {
  return {
    type: action.kind,
    payload: {
      run_id: owner.runId,
      agent_name: action.agent,
      thread_id: owner.threadId,
      ...fields(action),
      timestamp: floatTime(wallMs),
    },
  }
}
