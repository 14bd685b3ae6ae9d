import { randomUUID } from 'node:crypto'
import type { Scope } from '../kernel/deadline.ts'
import type { Target } from '../model/target.ts'
import type { AgentEvent } from '../model/words.ts'
import { createConversation } from '../protocol/conversation.ts'
import { waitMs } from '../protocol/conversation-limits.ts'
import { ping, userMessage } from '../protocol/outgoing.ts'
import type { Connected } from './connect.ts'
import { Halt } from './halt.ts'
import type { OpenSocket } from './open-socket.ts'
import type { Recorder } from './recorder.ts'
import { repeat } from './repeat.ts'
import { Talk } from './talk.ts'

/** One prompt and what its answer must contain. */
export type Prompt = {
  /** The whole text, the instruction for the nonce included. */
  readonly text: string
  readonly nonce: string
  readonly expected: string
  /** Our name of the conversation, for example `user-1/1`. */
  readonly conversation: string
  /** Wait only for the first event of this type. */
  readonly until?: AgentEvent
  /** A refusal by the agent is no reason to halt. */
  readonly refusable?: boolean
}

/** What a conversation needs around it. */
export type ConverseTools = Scope & { readonly target: Target; readonly recorder: Recorder }

/** How often the web client of the target pings, milliseconds (protocol.md §3.3). */
export const JSON_PING_EVERY_MS = 30_000

/**
 * Sends a prompt and waits until its conversation ends (design.md §4), or only until the first event of a type. Throws
 * Halt when the socket is closed already, or when the conversation ends otherwise than by an answer or by settling down
 * after one.
 */
export async function converse(
  tools: ConverseTools,
  { socket, threadId }: Pick<Connected, 'socket' | 'threadId'>,
  prompt: Prompt,
  begun: (talk: Talk) => void,
): Promise<void> {
  const { target, clock, signal } = tools
  signal.throwIfAborted()
  const conversation = createConversation({
    policy: target.policy,
    thresholds: target.thresholds,
    proof: target.capabilities.proof,
    expected: prompt.expected,
    promptAtMs: clock.now(),
  })
  sendPrompt(tools, socket, threadId, prompt)
  const talk = new Talk(conversation, clock)
  talk.hear(socket)
  begun(talk)
  await follow(tools, socket, talk, prompt.until ?? null)
}

/** Waits for the end of a conversation that has begun, or for an event of it, and pings meanwhile as a web client does. */
export async function follow(
  tools: ConverseTools,
  socket: OpenSocket,
  talk: Talk,
  until: AgentEvent | null,
): Promise<void> {
  const { thresholds } = tools.target
  using _pings = repeat(tools.clock, JSON_PING_EVERY_MS, () => socket.send(ping(tools.clock.wall())))
  await talk.reach(tools, until, waitMs(thresholds.answer.failMs) + thresholds.settleMs)
}

function sendPrompt(tools: ConverseTools, socket: OpenSocket, threadId: string | null, prompt: Prompt): void {
  const { recorder, clock } = tools
  const runId = `run_gp_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const timestamp = new Date(clock.wall()).toISOString()
  const atMs = clock.now()
  const frame = socket.send(userMessage({ content: prompt.text, threadId, runId, timestamp }))
  if (frame === null) throw new Halt('conversation', 'the socket was closed before the prompt')
  const { text, nonce, expected, conversation } = prompt
  recorder.record({ kind: 'prompt', atMs, ...socket.name, frame, text, nonce, expected, conversation })
}
