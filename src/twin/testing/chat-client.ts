import { once } from 'node:events'
import { WebSocket } from 'ws'
import { isJson, type Json } from '../json.ts'
import type { Twin } from '../start-twin.ts'

/** How a socket ended, as its client saw it. */
export type Ended = { readonly code: number; readonly reason: string }

/** A plain client of the twin's chat socket, for tests: it keeps every frame and hides nothing. */
export type ChatClient = Disposable & {
  readonly socket: WebSocket
  /** Frames received so far, parsed, in their order. */
  readonly frames: readonly Json[]
  readonly upgradeHeaders: NodeJS.Dict<string | string[]>
  readonly ended: Promise<Ended>
  send(message: Json | string): void
  /** The first (or nth) frame of this type, already here or still to come. Rejects when the socket ends without it. */
  frame(type: string, nth?: number): Promise<Json>
  /** Types of all frames so far. */
  types(): readonly string[]
}

/** What becomes of an upgrade that the twin refuses. */
export type Refusal = {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
}

/** How to open a socket; without a token none is sent. */
export type ChatOptions = {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly protocols?: readonly string[]
  /** Appended to the socket's URL, for example `?ticket=…`. */
  readonly suffix?: string
  /** False leaves the server's pings unanswered. */
  readonly autoPong?: boolean
}

function connect(twin: Twin, options: ChatOptions): WebSocket {
  const authorization = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }
  const headers = { ...authorization, ...options.headers }
  return new WebSocket(twin.urls.ws + (options.suffix ?? ''), [...(options.protocols ?? [])], {
    headers,
    perMessageDeflate: false,
    autoPong: options.autoPong ?? true,
  })
}

/** Opens a socket. Nothing that it receives is missed, also what comes with the upgrade's own packet. */
export async function openChat(twin: Twin, options: ChatOptions = {}): Promise<ChatClient> {
  const socket = connect(twin, options)
  const frames: Json[] = []
  const waiting = new Set<() => void>()
  const ended = Promise.withResolvers<Ended>()
  socket.on('message', (data) => {
    const frame: unknown = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '')
    if (isJson(frame)) frames.push(frame)
    for (const look of waiting) look()
  })
  socket.on('close', (code, reason) => {
    ended.resolve({ code, reason: reason.toString() })
    for (const look of waiting) look()
  })
  const [[upgrade]] = await Promise.all([once(socket, 'upgrade'), once(socket, 'open')])
  return {
    socket,
    frames,
    upgradeHeaders: upgrade.headers,
    ended: ended.promise,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    types: () => frames.map((frame) => String(frame.type)),
    frame(type, nth = 1) {
      const { promise, resolve, reject } = Promise.withResolvers<Json>()
      const look = () => {
        const found = frames.filter((frame) => frame.type === type)[nth - 1]
        if (found !== undefined) resolve(found)
        else if (socket.readyState === socket.CLOSED) reject(new Error(`The socket ended without ${type}.`))
      }
      waiting.add(look)
      look()
      return promise.finally(() => waiting.delete(look))
    },
    [Symbol.dispose]: () => socket.terminate(),
  }
}

/** Tries to open a socket that must be refused, and gives the refusal. Throws when it opens. */
export async function refusedChat(twin: Twin, options: ChatOptions = {}): Promise<Refusal> {
  const socket = connect(twin, options)
  const refused = Promise.withResolvers<Refusal>()
  socket.on('error', () => {})
  socket.on('open', () => refused.reject(new Error('The socket opened.')))
  socket.on('unexpected-response', (_request, response) => {
    let body = ''
    response.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8')
    })
    response.on('end', () => refused.resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
  })
  try {
    return await refused.promise
  } finally {
    socket.terminate()
  }
}
