import { withDeadline } from '../kernel/deadline.ts'
import type { Holding } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import type { User } from '../model/user.ts'
import type { SignedIn } from './auth-probe.ts'
import type { Connected } from './connect.ts'
import { converse, follow, type Prompt } from './converse.ts'
import { NeverStarted, RunRefused } from './halt.ts'
import { hold } from './hold.ts'
import { lookForAnswer } from './look-for-answer.ts'
import type { SocketTools } from './open-socket.ts'
import type { Talk } from './talk.ts'

/** An open socket after its welcome. */
export type ChatSocket = {
  readonly user: User
  /** Our name of it, for example `socket-1`. */
  readonly socket: string
  /** Whether the server shook hands before it was ready. */
  readonly shakesHands: boolean
  /** Sends a prompt and waits for the end of its conversation. Throws Halt when that end is no answer. */
  converse(prompt: Prompt, signal: AbortSignal): Promise<void>
  /** Waits for the end of the conversation that goes on. Throws Halt like `converse`. */
  follow(signal: AbortSignal): Promise<void>
  /** Keeps it open in silence. Throws Halt when it ends. */
  hold(how: Holding, signal: AbortSignal): Promise<void>
  /** Ends the connection without a close frame and waits until it is gone. */
  drop(signal: AbortSignal): Promise<void>
  /** Closes with 1000 and waits until the socket has ended, 5 s at most. Nothing to do when it has ended already. */
  close(signal: AbortSignal): Promise<void>
}

/** An open socket and the conversation that goes on there, if any. */
export type Kept = { readonly connected: Connected; talk: Talk | null }

const CLOSE_MS = 6_000

/** Makes the handle by which a user acts on an open socket. */
export function chatSocket(
  parts: SocketTools & { readonly target: Target },
  { user, token }: SignedIn,
  kept: Kept,
): ChatSocket {
  const { clock } = parts
  const { socket, threadId } = kept.connected
  return {
    user,
    socket: socket.name.socket,
    shakesHands: threadId !== null,
    async converse(prompt, signal) {
      try {
        // Servers put a thread of their own in place of ours; the next prompt belongs there (protocol.md §7.1).
        const place = { socket, threadId: kept.talk?.threadId ?? kept.connected.threadId }
        await converse({ ...parts, signal }, place, prompt, (talk) => {
          kept.talk = talk
        })
      } catch (error) {
        if (error instanceof RunRefused && prompt.refusable === true) return
        if (error instanceof NeverStarted) await lookForAnswer(parts, { user: user.id, token }, signal)
        throw error
      }
    },
    async follow(signal) {
      if (kept.talk === null) throw new Error('The scenario follows a conversation that it has not begun.')
      await follow({ ...parts, signal }, socket, kept.talk, null)
    },
    hold: (how, signal) => hold({ clock, signal }, socket, how),
    async drop(signal) {
      kept.talk?.stop()
      socket.drop()
      await withDeadline({ clock, signal }, 'The drop', CLOSE_MS, () => socket.closed)
    },
    // `ws` cuts a socket 5 s after our close frame, so this ends before its own budget does.
    async close(signal) {
      socket.close({ scripted: true })
      await withDeadline({ clock, signal }, 'The close', CLOSE_MS, () => socket.closed)
    },
  }
}
