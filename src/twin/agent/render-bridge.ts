import type { Json } from '../json.ts'
import { isoTime } from '../timestamps.ts'
import type { Action, EventOwner } from './step.ts'

const businessProgress = {
  phase: 'analysis',
  value_indicators: [],
  actionable_insights: [],
  technical_specificity: 'medium',
  business_impact: 'cost',
}

function body(action: Exclude<Action, { kind: 'frame' }>): { top: Json; data: Json } {
  const { agent } = action
  switch (action.kind) {
    case 'agent_started': {
      const message = `${agent} has started processing your request`
      return { top: {}, data: { status: 'started', context: { status: 'starting', isolated: true }, message } }
    }
    case 'agent_thinking': {
      const { thought: reasoning, number } = action
      const data = { reasoning, step_number: number, progress_percentage: null, status: 'thinking' }
      return { top: {}, data: { ...data, business_progress: businessProgress } }
    }
    case 'tool_executing': {
      const { tool, parameters } = action
      const message = `${agent} is using ${tool}`
      return { top: { tool_name: tool }, data: { parameters, status: 'executing', message } }
    }
    case 'tool_completed': {
      const { tool, result } = action
      const message = `${agent} completed ${tool}`
      const data = { result, execution_time_ms: action.durationMs, status: 'completed', message }
      return { top: { tool_name: tool, results: result }, data }
    }
    case 'agent_completed': {
      const result = {
        supervisor_result: 'completed',
        orchestration_successful: true,
        user_isolation_verified: true,
        results: { [agent]: { response: action.answer } },
      }
      const message = `${agent} has completed processing your request`
      return { top: {}, data: { status: 'completed', result, execution_time_ms: action.durationMs, message } }
    }
    case 'agent_error': {
      const message = `${agent} encountered an error while processing your request`
      const context = { error_type: 'agent_execution', recoverable: false }
      return { top: {}, data: { status: 'error', error_message: action.error, error_context: context, message } }
    }
    default:
      return action satisfies never
  }
}

/** An event as the bridge sends it: fields in `data`, a run id but no thread id (protocol.md §3.5). */
export function renderBridge(action: Exclude<Action, { kind: 'frame' }>, owner: EventOwner, wallMs: number): Json {
  const { top, data } = body(action)
  return {
    type: action.kind,
    run_id: owner.runId,
    user_id: owner.userId,
    agent_name: action.agent,
    ...top,
    timestamp: isoTime(wallMs),
    data,
  }
}
