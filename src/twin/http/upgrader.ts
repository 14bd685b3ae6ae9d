import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { childSignal } from '../child-signal.ts'
import { answerCall } from './answer-call.ts'
import type { HttpReply } from './exchange.ts'
import type { ListenOptions } from './listen-options.ts'
import { refuseUpgrade } from './write-reply.ts'

/** uvicorn's limit for one message (protocol.md §2.7). */
const maxPayload = 16 * 1024 * 1024

/** Handles the upgrade requests of a server: accepts, refuses or drops them, as the service says. */
export type Upgrader = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>

/** Makes the upgrader of one server. */
export function createUpgrader(options: ListenOptions): Upgrader {
  const accepted = new WeakMap<IncomingMessage, Extract<HttpReply, { kind: 'accept' }>>()
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: options.perMessageDeflate,
    maxPayload,
    handleProtocols: (_offered, request) => accepted.get(request)?.protocol ?? false,
  })
  server.on('headers', (lines, request) => {
    for (const [name, value] of Object.entries(accepted.get(request)?.headers ?? {})) lines.push(`${name}: ${value}`)
  })
  return async (request, socket, head) => {
    using caller = childSignal(options.signal)
    socket.once('close', () => caller.abort(new Error('The caller went away.')))
    const reply = await answerCall(options, request, '', caller.signal)
    if (reply.kind === 'drop') socket.destroy()
    if (reply.kind === 'answer') refuseUpgrade(socket, reply)
    if (reply.kind !== 'accept' || socket.destroyed) return
    accepted.set(request, reply)
    server.handleUpgrade(request, socket, head, reply.open)
  }
}
