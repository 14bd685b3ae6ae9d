import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { childSignal } from '../child-signal.ts'
import { ServerFailure } from '../server-failure.ts'
import type { Tasks } from '../tasks.ts'
import { detail, type Handler, type HttpCall, type HttpReply } from './exchange.ts'
import { readBody } from './read-body.ts'
import { refuseUpgrade, writeAnswer } from './write-reply.ts'

/** What one server of the twin needs. */
export type ListenOptions = {
  /** For error messages, for example `auth`. */
  readonly name: string
  /** 0 takes any free one. */
  readonly port: number
  readonly handler: Handler
  /** Bodies above this many bytes are answered with 413. */
  readonly bodyLimit: number
  readonly perMessageDeflate: boolean
  readonly tasks: Tasks
  /** Aborts when the twin stops. */
  readonly signal: AbortSignal
}

/** A listening server of the twin. Disposing it cuts every connection it still has. */
export type Listener = AsyncDisposable & { readonly port: number }

const host = '127.0.0.1'
/** uvicorn's limit for one message (protocol.md §2.7). */
const maxPayload = 16 * 1024 * 1024

function toCall(request: IncomingMessage, body: string, upgrade: boolean, signal: AbortSignal): HttpCall {
  const url = new URL(request.url ?? '/', 'http://twin')
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')])
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body,
    upgrade,
    signal,
  }
}

/** The handler's reply; a crash that the twin plays is a 500, and so is one of its own, which also fails the twin. */
async function replyTo(options: ListenOptions, call: HttpCall): Promise<HttpReply> {
  try {
    return await options.handler(call)
  } catch (error) {
    if (call.signal.aborted) return { kind: 'drop' }
    if (!(error instanceof ServerFailure)) options.tasks.spawn(options.signal, () => Promise.reject(error))
    return { kind: 'answer', status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal Server Error' }
  }
}

async function answerRequest(options: ListenOptions, request: IncomingMessage, response: ServerResponse) {
  using caller = childSignal(options.signal)
  response.once('close', () => caller.abort(new Error('The caller went away.')))
  const body = await readBody(request, options.bodyLimit)
  const reply =
    body.kind === 'text'
      ? await replyTo(options, toCall(request, body.text, false, caller.signal))
      : detail(413, 'Request body too large')
  if (body.kind === 'gone') return
  if (reply.kind === 'answer') writeAnswer(response, reply, request.method === 'HEAD')
  else request.socket.destroy()
}

function createUpgrader(options: ListenOptions) {
  const accepted = new WeakMap<
    IncomingMessage,
    { protocol: string | null; headers: Readonly<Record<string, string>> }
  >()
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
  return async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    using caller = childSignal(options.signal)
    socket.once('close', () => caller.abort(new Error('The caller went away.')))
    const reply = await replyTo(options, toCall(request, '', true, caller.signal))
    if (reply.kind === 'drop') socket.destroy()
    if (reply.kind === 'answer') refuseUpgrade(socket, reply)
    if (reply.kind !== 'accept' || socket.destroyed) return
    accepted.set(request, reply)
    server.handleUpgrade(request, socket, head, reply.open)
  }
}

/** Starts one server on loopback. Throws an Error that names the port when that is taken. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const sockets = new Set<Socket>()
  const upgrade = createUpgrader(options)
  const server = createServer((request, response) =>
    options.tasks.spawn(options.signal, () => answerRequest(options, request, response)),
  )
  server.on('upgrade', (request, socket, head) =>
    options.tasks.spawn(options.signal, () => upgrade(request, socket, head)),
  )
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  })
  const started = Promise.withResolvers<void>()
  server.once('error', started.reject)
  server.listen(options.port, host, started.resolve)
  await started.promise.catch((cause: unknown) => {
    throw new Error(`The twin's ${options.name} port ${options.port} cannot be opened: ${describe(cause)}`, { cause })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The twin has no TCP address.')
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      for (const socket of sockets) socket.destroy()
      await closed.promise
    },
  }
}

function describe(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE') return 'another process uses it. Give another port, or 0 for any free one.'
  return cause instanceof Error ? cause.message : String(cause)
}
