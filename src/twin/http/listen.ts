import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { messageOf } from '../../kernel/message-of.ts'
import { childSignal } from '../child-signal.ts'
import { answerCall } from './answer-call.ts'
import { detail } from './exchange.ts'
import type { ListenOptions } from './listen-options.ts'
import { readBody } from './read-body.ts'
import { createUpgrader } from './upgrader.ts'
import { writeAnswer } from './write-reply.ts'

/** A listening server of the twin. Disposing it cuts every connection it still has. */
export type Listener = AsyncDisposable & { readonly port: number }

/** A port of the twin could not be opened. `code` is the system's, for example EADDRINUSE. */
export class PortError extends Error {
  readonly code: unknown
  constructor(name: string, port: number, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    const taken = 'another process uses it. Give another port, or 0 for any free one.'
    super(`The twin's ${name} port ${port} cannot be opened: ${code === 'EADDRINUSE' ? taken : messageOf(cause)}`, {
      cause,
    })
    this.name = 'PortError'
    this.code = code
  }
}

const host = '127.0.0.1'

async function answerRequest(options: ListenOptions, request: IncomingMessage, response: ServerResponse) {
  using caller = childSignal(options.signal)
  response.once('close', () => caller.abort(new Error('The caller went away.')))
  const body = await readBody(request, options.bodyLimit)
  if (body.kind === 'gone') return
  const tooLarge = detail(413, 'Request body too large')
  const reply = body.kind === 'text' ? await answerCall(options, request, body.text, caller.signal) : tooLarge
  if (reply.kind === 'answer') writeAnswer(response, reply)
  else request.socket.destroy()
}

/** Starts one server on loopback. Throws a PortError when its port cannot be opened. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { name, tasks, signal } = options
  const sockets = new Set<Socket>()
  const upgrade = createUpgrader(options)
  const server = createServer((request, response) =>
    tasks.spawn(signal, () => answerRequest(options, request, response)),
  )
  server.on('upgrade', (request, socket, head) => tasks.spawn(signal, () => upgrade(request, socket, head)))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  })
  const started = Promise.withResolvers<void>()
  server.once('error', (cause) => started.reject(new PortError(name, options.port, cause)))
  server.listen(options.port, host, started.resolve)
  await started.promise
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      for (const socket of sockets) socket.destroy()
      await closed.promise
    },
  }
}
