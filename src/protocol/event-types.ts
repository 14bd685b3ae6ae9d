import { agentEvents } from '../model/words.ts'

/** Other spellings of a type that servers use or have used (protocol.md §3.0). */
const aliases: ReadonlyMap<string, string> = new Map([
  ['reasoning', 'agent_thinking'],
  ['agent_finished', 'agent_completed'],
  ['tool_started', 'tool_executing'],
  ['tool_call', 'tool_executing'],
  ['tool_result', 'tool_completed'],
  ['agent_failed', 'agent_error'],
  ['agent_fallback', 'agent_error'],
  ['connect', 'connection_established'],
  ['connected', 'connection_established'],
  ['connection_ready', 'connection_established'],
  ['factory_connection_established', 'connection_established'],
  ['isolated_connection_established', 'connection_established'],
  ['legacy_connection_established', 'connection_established'],
  ['error', 'error_message'],
  ['system', 'system_message'],
  ['batch', 'event_batch'],
])

/** The type by which we know what a server calls `spelled`; an unknown one stays as it is. */
export function canonicalType(spelled: string): string {
  return aliases.get(spelled) ?? spelled
}

const endTypes: ReadonlySet<string> = new Set(['agent_completed', 'agent_error', 'agent_death'])

/** Whether the type ends the run of an agent. */
export function isAgentEnd(type: string): boolean {
  return endTypes.has(type)
}

/** Whether the type opens or closes a tool call. */
export function isToolEvent(type: string): boolean {
  return type === 'tool_executing' || type === 'tool_completed'
}

/**
 * Signs of life that only a working agent gives: reports of its progress and pieces of its answer (protocol.md §3.7).
 * `agent_response` is none: echo and fallback handlers send it without any agent.
 */
const progressTypes = [
  'progress_update',
  'agent_progress',
  'agent_update',
  'partial_result',
  'stream_chunk',
  'agent_response_chunk',
]

const agentTypes: ReadonlySet<string> = new Set<string>([...agentEvents, ...endTypes, ...progressTypes])

/**
 * Whether a frame of this canonical type is an agent's doing. Only these are progress and break silence; heartbeat, ping,
 * ack and `thread_*` do neither (design rule of the conversation; unknown-type-acked is what happens otherwise).
 */
export function isAgentEvent(type: string): boolean {
  return agentTypes.has(type)
}

/** Every canonical type that some dialect is known to send (protocol.md §3). */
const knownTypes: ReadonlySet<string> = new Set<string>([
  ...agentTypes,
  ...['connection_established', 'handshake_validation', 'handshake_response', 'handshake_complete'],
  ...['session_acknowledged', 'session_response', 'system_message', 'event_batch'],
  ...['heartbeat', 'heartbeat_ack', 'ping', 'pong', 'ack'],
  ...['error_message', 'authentication_error', 'connection_error', 'system_error', 'critical_task_failure'],
  ...['token_refreshed', 'token_refresh_failed', 'token_refresh_response', 'service_status_update'],
  ...['thread_created', 'thread_switched', 'thread_deleted', 'thread_history', 'thread_data', 'thread_updated'],
  ...['agent_response', 'agent_response_complete', 'agent_task_ack', 'agent_stopped', 'agent_log', 'final_report'],
  ...['sub_agent_update', 'subagent_started', 'subagent_completed', 'step_created', 'stream_complete'],
  ...['message', 'agent_timeout_warning', 'agent_timeout_failure', 'backend_log'],
  ...['cleanup_started', 'cleanup_duration_estimate', 'cleanup_complete', 'validation_started', 'validation_completed'],
])

/** Whether some dialect is known to send this canonical type. */
export function isKnownType(type: string): boolean {
  return knownTypes.has(type)
}
