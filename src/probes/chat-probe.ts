import { type Scope, withDeadline } from '../kernel/deadline.ts'
import type { User } from '../model/scenario.ts'
import type { Target } from '../model/target.ts'
import type { SignedIn } from './auth-probe.ts'
import { connect } from './connect.ts'
import { converse, type Prompt } from './converse.ts'
import type { OpenSocket, SocketTools } from './open-socket.ts'

/** An open socket after its welcome. */
export type ChatSocket = {
  readonly user: User
  /** Our name of it, for example `socket-1`. */
  readonly socket: string
  /** Sends a prompt and waits for the end of its conversation. Throws Halt when that end is no answer. */
  converse(prompt: Prompt, signal: AbortSignal): Promise<void>
  /** Closes with 1000 and waits until the socket has ended, 5 s at most. Nothing to do when it has ended already. */
  close(signal: AbortSignal): Promise<void>
}

/** Opens chat sockets and knows which are still there. */
export type ChatProbe = {
  /** Sockets that have not ended yet. */
  readonly openCount: number
  /** Opens a socket and waits for its welcome. Throws Halt when the upgrade is refused or the welcome does not come. */
  open(signedIn: SignedIn, signal: AbortSignal): Promise<ChatSocket>
  /**
   * Ends everything: closes what is open with 1000, waits for the answers, cuts what did not answer when `signal` aborts
   * or 6 s have passed. Never throws. No socket can be opened afterwards.
   */
  closeAll(signal: AbortSignal): Promise<void>
}

/** What a chat probe is built from. */
export type ChatProbeParts = SocketTools & { readonly target: Target }

const CLOSE_MS = 6_000
const unanswered = { code: 'terminated', message: 'We cut the connection: our close frame was not answered in time.' }

/** Makes the chat probe of one run. */
export function createChatProbe(parts: ChatProbeParts): ChatProbe {
  const { clock } = parts
  const sockets = new Set<OpenSocket>()
  const ordinals = new Map<string, number>()
  const ending = new AbortController()
  let count = 0

  function keep(socket: OpenSocket): void {
    sockets.add(socket)
    void socket.closed.then(() => sockets.delete(socket))
  }

  return {
    get openCount() {
      return sockets.size
    },
    async open(signedIn, outer) {
      const signal = AbortSignal.any([outer, ending.signal])
      signal.throwIfAborted()
      const { user } = signedIn
      const ordinal = (ordinals.get(user.id) ?? 0) + 1
      ordinals.set(user.id, ordinal)
      count += 1
      const name = { user: user.id, socket: `socket-${count}` }
      const { socket, threadId } = await connect({ ...parts, signal }, signedIn, { name, ordinal, onOpen: keep })
      return {
        user,
        socket: name.socket,
        converse: (prompt, inner) => converse({ ...parts, signal: inner }, socket, threadId, prompt),
        close: (inner) => close({ clock, signal: inner }, socket),
      }
    },
    async closeAll(signal) {
      ending.abort(new Error('The run is over: no more sockets.'))
      for (const socket of sockets) socket.close({ scripted: false })
      const all = () => Promise.all([...sockets].map((socket) => socket.closed))
      await withDeadline({ clock, signal }, 'Closing all sockets', CLOSE_MS, all).catch(() => undefined)
      for (const socket of sockets) socket.cut(unanswered)
      await all()
    },
  }
}

/** Waits until the socket has ended; `ws` cuts it 5 s after our close frame, so this ends before its own budget does. */
async function close(scope: Scope, socket: OpenSocket): Promise<void> {
  socket.close({ scripted: true })
  await withDeadline(scope, 'The close', CLOSE_MS, () => socket.closed)
}
