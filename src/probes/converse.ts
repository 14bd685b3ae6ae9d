import { randomBytes } from 'node:crypto'
import { DeadlineExceeded, type Scope, withDeadline } from '../kernel/deadline.ts'
import type { Target } from '../model/target.ts'
import { createConversation } from '../protocol/conversation.ts'
import type { ConversationEnd } from '../protocol/conversation-end.ts'
import { waitMs } from '../protocol/conversation-limits.ts'
import { ping, userMessage } from '../protocol/outgoing.ts'
import { drive } from './drive.ts'
import { Halt } from './halt.ts'
import type { OpenSocket } from './open-socket.ts'
import type { Recorder } from './recorder.ts'
import { repeat } from './repeat.ts'

/** One prompt and what its answer must contain. */
export type Prompt = {
  /** The whole text, the instruction for the nonce included. */
  readonly text: string
  readonly nonce: string
  readonly expected: string
  /** Our name of the conversation, for example `user-1/1`. */
  readonly conversation: string
}

/** What a conversation needs around it. */
export type ConverseTools = Scope & { readonly target: Target; readonly recorder: Recorder }

/** As often as the web client of the target (protocol.md §3.3). */
const JSON_PING_EVERY_MS = 30_000

/**
 * Sends a prompt and waits until its conversation ends (design.md §4). Throws Halt when the socket is closed already, or
 * when the conversation ends otherwise than by an answer or by settling down after one.
 */
export async function converse(
  tools: ConverseTools,
  socket: OpenSocket,
  threadId: string | null,
  prompt: Prompt,
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
  using _pings = repeat(clock, JSON_PING_EVERY_MS, () => socket.send(ping(clock.wall())))
  using driving = drive(socket, clock, {
    see: (event, atMs, seq) => conversation.see(event, atMs, seq),
    closed: (atMs) => conversation.closed(atMs),
    nextDeadlineMs: () => conversation.nextDeadlineMs(),
    tick: (nowMs) => conversation.tick(nowMs),
    done: () => conversation.end !== null,
  })
  const budgetMs = waitMs(target.thresholds.answer.failMs) + target.thresholds.settleMs
  await untilEnd(tools, budgetMs, driving.finished)
  demandAnswer(conversation.end)
}

function sendPrompt(tools: ConverseTools, socket: OpenSocket, threadId: string | null, prompt: Prompt): void {
  const { recorder, clock } = tools
  const runId = `run_gp_${randomBytes(8).toString('hex')}`
  const timestamp = new Date(clock.wall()).toISOString()
  const atMs = clock.now()
  const frame = socket.send(userMessage({ content: prompt.text, threadId, runId, timestamp }))
  if (frame === null) throw new Halt('conversation', 'the socket was closed before the prompt')
  recorder.record({ kind: 'prompt', atMs, ...socket.name, frame, ...prompt })
}

/** The conversation has limits of its own; this one holds should they fail. */
async function untilEnd(scope: Scope, budgetMs: number, finished: Promise<void>): Promise<void> {
  try {
    await withDeadline(scope, 'The conversation', budgetMs, () => finished)
  } catch (error) {
    if (scope.signal.aborted || !(error instanceof DeadlineExceeded)) throw error
    throw new Halt('conversation', `no end within ${budgetMs} ms of target time`)
  }
}

function demandAnswer(end: ConversationEnd | null): void {
  if (end?.kind === 'completed' || end?.kind === 'settled') return
  throw new Halt('conversation', `it ended by ${end?.kind ?? 'nothing that we know'}`)
}
