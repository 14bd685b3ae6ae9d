const names = [
  // What every message can have (protocol.md §3.0).
  'type message_type event timestamp server_id correlation_id trace message_id request_id metadata status',
  // Whose it is (§7.1).
  'user_id thread_id run_id connection_id event_id session_id agent_name agent agent_id agent_type',
  // Agents and tools (§3.5 – §3.7).
  'context message reasoning thought step_number progress_percentage business_progress task_description critical attempt',
  'tool_name tool name tool_args parameters execution_id execution_time execution_time_ms duration success',
  'result results final_response response output content progress progress_data',
  'error error_code error_message error_context error_type details recovery_suggestions retry_allowed',
  'death_cause death_context recovery_action ssot_authenticated retry_info llm_validation',
  // Welcome and handshake (§3.1, §3.2).
  'mode golden_path_events features connection_ready validation_id session_token',
  // Heartbeat, ack, batch (§3.3, §3.5).
  'stats received_type batch_id batch_size events',
  // Threads, degraded service, logs and clean-up (§3.5, §3.7).
  'title messages degradation_level source capabilities total_count sink_stats',
  'estimated_seconds cleanup_status successful_cleanups total_cleanups',
]

const knownFields: ReadonlySet<string> = new Set(names.flatMap((line) => line.split(' ')))

/** Whether some dialect is known to use this field. What is inside results, contexts and features is nobody's business. */
export function isKnownField(name: string): boolean {
  return knownFields.has(name)
}
