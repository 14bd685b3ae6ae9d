import { createHash } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** A server on a loopback port of its own. Disposing it destroys its connections. */
export type Loopback = AsyncDisposable & {
  readonly port: number
  /** Connections that are open now. */
  readonly connections: number
}

/** Listens on a loopback port of its own. */
export async function listen(server: Server): Promise<Loopback> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    get connections() {
      return sockets.size
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = await serveTcp(() => undefined)
  await server[Symbol.asyncDispose]()
  return server.port
}

/** Answers a request, or does not. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** Serves HTTP. */
export function serveHttp(answer: Answer): Promise<Loopback> {
  return listen(createHttpServer((request, response) => void answer(request, response)))
}

/** What a client sent. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The text of a frame that a client sent. */
export function textOf(data: WebSocket.RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : ''
}

/** Serves bytes. */
export function serveTcp(onConnection: (socket: Socket) => void): Promise<Loopback> {
  return listen(createTcpServer(onConnection))
}

/** Serves WebSockets on every path, and 404 to plain requests. */
export async function serveSockets(
  onOpen: (ws: WebSocket, request: IncomingMessage) => void,
  options: { autoPong?: boolean } = {},
): Promise<Loopback> {
  const server = createHttpServer((_request, response) => response.writeHead(404).end('no such page'))
  new WebSocketServer({ server, ...options }).on('connection', (ws, request) => {
    ws.on('error', () => undefined)
    onOpen(ws, request)
  })
  return listen(server)
}

/** Answers every upgrade as RFC 6455 asks, then hands out the bare connection; `first` travels in the same packet. */
export function serveRawSockets(onOpen: (socket: Socket) => void, first: Buffer = Buffer.alloc(0)): Promise<Loopback> {
  return serveTcp((socket) => {
    socket.once('data', (request) => {
      const key = /sec-websocket-key: (\S+)/i.exec(request.toString())?.[1] ?? ''
      socket.write(Buffer.concat([Buffer.from(upgradeResponse(key)), first]))
      onOpen(socket)
    })
  })
}

/** A complete answer that accepts an upgrade. */
export function upgradeResponse(key: string): string {
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  return [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    '',
    '',
  ].join('\r\n')
}

/** Opcodes of RFC 6455. */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** One unmasked frame as a server sends it. */
export function serverFrame(opcode: keyof typeof opcodes, payload: string | Buffer = '', fin = true): Buffer {
  const data = Buffer.from(payload)
  const head = [(fin ? 0x80 : 0) | opcodes[opcode]]
  if (data.length < 126) return Buffer.concat([Buffer.from([...head, data.length]), data])
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(data.length))
  return Buffer.concat([Buffer.from([...head, 127]), length, data])
}

/** The payload of a close frame. */
export function closePayload(code: number, reason = ''): Buffer {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(code)
  return Buffer.concat([head, Buffer.from(reason)])
}
