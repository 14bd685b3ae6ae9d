import { thresholdsSchema } from '../model/target.ts'
import { type Conversation, type ConversationOptions, createConversation } from './conversation.ts'
import { unwrap } from './unwrap.ts'
import type { WireEvent } from './wire-event.ts'

/** Default thresholds. */
export const thresholds = thresholdsSchema.parse(undefined)

const verbs: Readonly<Record<string, string>> = {
  start: 'agent_started',
  think: 'agent_thinking',
  exec: 'tool_executing',
  done: 'tool_completed',
  complete: 'agent_completed',
  error: 'agent_error',
  death: 'agent_death',
}

/**
 * One event from a line of a script: `start A`, `think` (of nobody in particular), `exec search#7 A` (execution id 7, by
 * A), `complete A = text of the result`, `start A @run_2`, or any other type by its name: `heartbeat`.
 */
export function eventOf(line: string): WireEvent {
  const [head = '', result] = line.split(' = ')
  const words = head.split(' ').filter((word) => !word.startsWith('@'))
  const [verb = ''] = words
  const isTool = verb === 'exec' || verb === 'done'
  const [tool, id] = isTool ? (words[1] ?? '').split('#') : []
  const frame = {
    type: verbs[verb] ?? verb,
    agent_name: isTool ? words[2] : words[1],
    tool_name: tool === '' ? undefined : tool,
    execution_id: id,
    run_id: head.match(/@(\S+)/)?.[1],
    result,
  }
  const unwrapped = unwrap(JSON.stringify(frame))
  const [event] = unwrapped.kind === 'events' ? unwrapped.events : []
  if (event === undefined) throw new Error(`no event in ${line}`)
  return event
}

/** Options of a conversation with everything at its default, prompted at 0, nothing to prove. */
export function options(some: Partial<ConversationOptions> = {}): ConversationOptions {
  return { policy: 'observed', thresholds, proof: 'transformed', expected: null, promptAtMs: 0, ...some }
}

/**
 * Plays a script: its events come a second apart, the first a second after the prompt; `wait 5000` lets that many more
 * milliseconds pass. Every deadline on the way is kept. `seq` is the position of the line.
 */
export function play(script: readonly string[], some: Partial<ConversationOptions> = {}): Conversation {
  const conversation = createConversation(options(some))
  let nowMs = 0
  script.forEach((line, seq) => {
    const waitedMs = /^wait (\d+)$/.exec(line)?.[1]
    nowMs += waitedMs === undefined ? 1_000 : Number(waitedMs)
    passTo(conversation, nowMs)
    if (waitedMs === undefined) conversation.see(eventOf(line), nowMs, seq)
  })
  return conversation
}

/** Plays a script and looks on for another 20 s: long enough to settle, too short to be silent. */
export function playOut(script: readonly string[], some: Partial<ConversationOptions> = {}): Conversation {
  const conversation = play([...script, 'wait 20000'], some)
  conversation.finish(untilMs(script) + 20_000)
  return conversation
}

/** Fires every deadline up to a moment, one after the other, as a timer would. */
export function passTo(conversation: Conversation, nowMs: number): void {
  for (let dueMs = conversation.nextDeadlineMs(); dueMs !== null && dueMs <= nowMs; ) {
    conversation.tick(dueMs)
    dueMs = conversation.nextDeadlineMs()
  }
}

/** When the last event of a script comes. */
export function untilMs(script: readonly string[]): number {
  return script.reduce((sum, line) => sum + Number(/^wait (\d+)$/.exec(line)?.[1] ?? 1_000), 0)
}

/** The violations as `code severity`, sorted. */
export function said(conversation: Conversation): readonly string[] {
  return conversation.violations.map(({ code, severity }) => `${code} ${severity}`).sort()
}
