import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Canary, spellingsOf } from './canary.ts'

/** A target that knows our secrets and tells them wherever it can. */
export type EchoTarget = AsyncDisposable & {
  readonly urls: { readonly auth: string; readonly api: string; readonly ws: string; readonly app: string }
}

/** How it treats upgrades: it lets one talk, it refuses, or it sends one elsewhere. */
export type EchoManner = 'talks' | 'refuses' | 'redirects'

const USER = 'e2e-amber-golden-path'
const MOST_REASON_BYTES = 123
/** What it answers beside the sign-in; anything else fails. */
const ordinary: Readonly<Record<string, readonly [number, object]>> = {
  '/auth/verify': [200, { valid: true, user_id: USER }],
  '/health': [200, { status: 'healthy' }],
  '/health/ready': [200, { status: 'ready' }],
}

/** What it can tell: the secrets that it has, plainly and in every spelling. */
type Secrets = { readonly values: readonly string[]; readonly noise: string }

function secretsOf(canaries: readonly Canary[]): Secrets {
  const values = canaries.map(({ value }) => value)
  return { values, noise: values.flatMap(spellingsOf).join(' ') }
}

/**
 * Serves auth, API and chat on one loopback port. Every header, body, frame, name and close reason that a server can choose
 * holds the canaries; `token` is what signing in gives, and it is told to whoever has it.
 */
export async function startEcho(canaries: readonly Canary[], token: Canary, manner: EchoManner): Promise<EchoTarget> {
  const before = secretsOf(canaries)
  const after = secretsOf([...canaries, token])
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const isSignIn = pathname === '/auth/e2e/test-auth' || pathname === '/auth/login'
    const { authorization } = request.headers
    const { values, noise } = isSignIn || authorization !== undefined ? after : before
    const [status, body] = isSignIn
      ? [200, { access_token: token.value, token_type: 'Bearer', expires_in: 900, user: { id: USER } }]
      : (ordinary[pathname] ?? [500, { detail: authorization }])
    const cookie = `s=${encodeURIComponent(values.join())}`
    const headers = {
      'x-echo': values.join(' '),
      'set-cookie': cookie,
      server: values[0],
      'content-type': 'application/json',
    }
    response.writeHead(status, headers).end(JSON.stringify({ ...body, echo: noise, [values[0] ?? '']: 'a name' }))
  })
  const sockets = new WebSocketServer({ noServer: true })
  sockets.on('headers', (lines) => lines.push(`x-echo: ${after.values.join(' ')}`))
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined)
    if (manner === 'talks') return sockets.handleUpgrade(request, socket, head, (opened) => tell(opened, after))
    socket.end(refusal(manner, after))
  })
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const { port } = addressOf(server.address())
  const http = `http://127.0.0.1:${port}`
  return {
    urls: { auth: http, api: http, ws: `ws://127.0.0.1:${port}/ws`, app: http },
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

function refusal(manner: 'refuses' | 'redirects', { values, noise }: Secrets): string {
  const location = `Location: /elsewhere?token=${encodeURIComponent(values.join())}\r\n`
  const [status, more] = manner === 'refuses' ? ['403 Forbidden', ''] : ['302 Found', location]
  return `HTTP/1.1 ${status}\r\nx-echo: ${values.join(' ')}\r\n${more}Connection: close\r\n\r\n${noise}`
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address
}

/** Welcomes, shakes hands, answers a prompt, and ends, with canaries in all of it. */
function tell(socket: WebSocket, { values, noise }: Secrets): void {
  const [first = '', last = first] = [values[0], values.at(-1)]
  const send = (frame: object) => socket.send(JSON.stringify(frame))
  const id = { connection_id: `main_${first}`, user_id: USER }
  send({ type: 'connection_established', data: { mode: noise, ...id } })
  send({ type: 'handshake_response', thread_id: `thread_${first}`, session_token: last, message: noise })
  for (const value of values) {
    for (const text of [...spellingsOf(value), `{"type":${JSON.stringify(value)}}`]) socket.send(text)
    socket.send(Buffer.from(`\u0000${value}`))
    send({ type: 'heartbeat', data: { [value]: value, thread_id: value } })
  }
  socket.on('message', (data) => {
    const message: { type?: string } = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '{}')
    if (message.type === 'handshake_acknowledged') send({ type: 'handshake_complete', thread_id: first })
    if (message.type !== 'user_message') return
    const agent = { run_id: `run_${first}`, agent_name: last, user_id: USER }
    send({ type: 'agent_started', ...agent, data: {} })
    send({ type: 'agent_thinking', ...agent, data: { reasoning: noise } })
    send({ type: 'tool_executing', ...agent, tool_name: first })
    send({ type: 'tool_completed', ...agent, tool_name: last, results: { noise } })
    send({ type: 'error', error: { code: first, message: noise } })
    send({ type: 'agent_completed', ...agent, data: { result: { answer: noise } } })
    // A reason holds so little that what a server puts into it is cut off.
    socket.close(
      1011,
      Buffer.from(`Factory failed ${values.join(' ')}`)
        .subarray(0, MOST_REASON_BYTES)
        .toString('latin1'),
    )
  })
}
