import { createServer, type IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Loopback, listen } from './loopback.builder.ts'

/** What a client asked, in order. */
export type Asked = {
  readonly path: string
  readonly upgrade: boolean
  /** Null: it sent none. */
  readonly cookie: string | null
}

/** How a load balancer behaves. */
export type Balancing = {
  /** Instances that take turns where no cookie names one. Empty: it ties nobody to an instance. */
  readonly instances: readonly string[]
  /** Status with which the nth upgrade is refused, from 1; 101 lets it through. */
  readonly statusOf?: (nth: number) => number
  readonly onOpen: (ws: WebSocket, instance: string) => void
}

/** Serves sockets behind a load balancer with an affinity cookie, and 200 on every path. */
export async function serveBalanced({ instances, statusOf = () => 101, onOpen }: Balancing) {
  const asked: Asked[] = []
  let turns = 0
  let upgrades = 0
  const given = new WeakMap<IncomingMessage, string>()
  const choose = (request: IncomingMessage, upgrade: boolean) => {
    const cookie = request.headers.cookie ?? null
    asked.push({ path: request.url ?? '', upgrade, cookie })
    const named = instances.find((name) => cookie === `GENERATED_COOKIE=${name}`)
    const chosen = named ?? instances[turns++ % Math.max(1, instances.length)] ?? 'only'
    if (named === undefined && instances.length > 0) given.set(request, `GENERATED_COOKIE=${chosen}; Path=/; HttpOnly`)
    return chosen
  }
  const sockets = new WebSocketServer({ noServer: true })
  sockets.on('headers', (lines, request) => {
    const cookie = given.get(request)
    if (cookie !== undefined) lines.push(`Set-Cookie: ${cookie}`)
  })
  const server = createServer((request, response) => {
    choose(request, false)
    response.writeHead(200, given.has(request) ? { 'set-cookie': given.get(request) ?? '' } : {}).end('{}')
  })
  server.on('upgrade', (request, socket, head) => {
    const instance = choose(request, true)
    const status = statusOf(++upgrades)
    if (status !== 101) {
      socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (ws) => onOpen(ws, instance))
  })
  const loopback: Loopback = await listen(server)
  return Object.assign(loopback, { asked })
}
