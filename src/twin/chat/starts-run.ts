import type { Incoming } from '../hook-points.ts'

/** Spellings of the types that start a run (protocol.md §4.1). */
const prompts: ReadonlySet<string> = new Set([
  'user_message',
  'user',
  'user_input',
  'chat',
  'chat_message',
  'message',
  'start_agent',
  'execute_agent',
])

/** Whether a message is a prompt. */
export function startsRun({ type }: Pick<Incoming, 'type'>): boolean {
  return prompts.has(type)
}
