import type { Clock } from '../../kernel/clock.ts'
import type { Target } from '../../model/target.ts'
import { createConversation } from '../../protocol/conversation.ts'
import type { Prompt } from '../converse.ts'
import type { Recorder } from '../recorder.ts'
import { Talk } from '../talk.ts'
import type { PageSocket } from './page-socket.ts'

/** What it takes to notice that a prompt leaves a page. */
export type PageTalkParts = {
  readonly recorder: Recorder
  readonly clock: Clock
  readonly target: Target
  /** The prompt has left. */
  readonly onLeft: (atMs: number) => void
}

/** A prompt that was typed and has perhaps not left yet. */
export type PageTalk = {
  /** Resolves when the prompt has left: then its conversation goes on. */
  readonly left: Promise<Talk>
  /** A text frame left on a socket. */
  frame(socket: PageSocket, text: string, seq: number): void
  /** A request left over HTTP, while `socket` hears of what comes. */
  request(socket: PageSocket | null, body: string): void
}

/**
 * Waits for a prompt to leave a page, which we know by its nonce, and begins its conversation in that moment, so that no frame is
 * missed. Pages may send prompts over HTTP and hear of them on a socket (protocol.md §4.2).
 */
export function createPageTalk(parts: PageTalkParts, prompt: Prompt): PageTalk {
  const { promise, resolve } = Promise.withResolvers<Talk>()
  let isGone = false
  const begin = (socket: PageSocket, seq: number) => {
    isGone = true
    const { recorder, clock, target } = parts
    const atMs = recorder.facts[seq]?.atMs ?? clock.now()
    const { text, nonce, expected, conversation } = prompt
    recorder.record({ kind: 'prompt', atMs, ...socket.name, frame: seq, text, nonce, expected, conversation })
    const { policy, thresholds, capabilities } = target
    const proof = capabilities.proof
    const talk = new Talk(createConversation({ policy, thresholds, proof, expected, promptAtMs: atMs }), clock)
    talk.hear(socket)
    parts.onLeft(atMs)
    resolve(talk)
  }
  return {
    left: promise,
    frame(socket, text, seq) {
      if (!isGone && text.includes(prompt.nonce)) begin(socket, seq)
    },
    request(socket, body) {
      if (!isGone && socket !== null && body.includes(prompt.nonce)) begin(socket, parts.recorder.facts.length)
    },
  }
}
