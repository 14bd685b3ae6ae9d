import { isIP, type Socket, connect as tcpConnect } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { Agent, type buildConnector, request as send } from 'undici'
import type { Clock } from '../kernel/clock.ts'
import { withDeadline } from '../kernel/deadline.ts'
import type { HttpFact } from '../model/evidence.ts'
import { affinityCookie } from './affinity.ts'
import { type BodyStart, emptyBody, readStart } from './body-start.ts'
import { type ConnectionWatch, noTimings, watchConnection } from './connection-watch.ts'
import { cancelled, type Failure, failureOf } from './failure.ts'
import { plainHeaders } from './plain-headers.ts'
import type { Recorder } from './recorder.ts'
import { userAgent } from './user-agent.ts'

const BODY_LIMIT = 64 * 1024

/** What an HTTP probe needs. */
export type HttpTools = { readonly recorder: Recorder; readonly clock: Clock }

/** One request to make. */
export type HttpRequest = Pick<HttpFact, 'user' | 'role' | 'route' | 'purpose' | 'url'> & {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Budget for everything, from name lookup to the end of the body, in target time. */
  readonly deadlineMs: number
  /** Sees the body as it came, before it is recorded: the last chance to teach the mask a secret in it. */
  readonly beforeRecord?: (body: string) => void
}

/** What came of it. With a null status there was no response, and `error` says why. */
export type HttpReply = {
  readonly status: number | null
  /** At most the first 64 KiB, not masked: never keep or print it. */
  readonly body: string
  /** The affinity cookie that the answer set, as `name=value`; null when it set none. */
  readonly cookie: string | null
  readonly error: Failure | null
}

type Seen = {
  status: number | null
  headers: Record<string, string>
  body: BodyStart
  firstByteAtMs: number | null
  cookie: string | null
  error: Failure | null
  socket: Socket | null
  watch: ConnectionWatch | null
}

/**
 * Makes one HTTP request on a connection of its own and records it, whatever comes of it. Redirects are not followed
 * and nothing is retried. Throws only the reason of `signal`, after recording, when that ends it.
 */
export async function exchange(tools: HttpTools, request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
  const { clock } = tools
  const seen: Seen = {
    status: null,
    headers: {},
    body: emptyBody(),
    firstByteAtMs: null,
    cookie: null,
    error: null,
    socket: null,
    watch: null,
  }
  const startMs = clock.now()
  try {
    const what = `${request.method} ${request.url}`
    await withDeadline({ clock, signal }, what, request.deadlineMs, (inner) => perform(request, seen, clock, inner))
  } catch (error) {
    seen.error = signal.aborted ? cancelled(signal.reason) : failureOf(error)
  }
  seen.socket?.destroy()
  request.beforeRecord?.(seen.body.text)
  record(tools, request, seen, startMs)
  signal.throwIfAborted()
  return { status: seen.status, body: seen.body.text, cookie: seen.cookie, error: seen.error }
}

async function perform(request: HttpRequest, seen: Seen, clock: Clock, signal: AbortSignal): Promise<void> {
  const dispatcher = new Agent({
    connect: dial(seen, clock),
    pipelining: 0,
    connections: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  try {
    const response = await send(request.url, {
      method: request.method,
      headers: {
        'user-agent': userAgent,
        ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      body: request.json === undefined ? null : JSON.stringify(request.json),
      dispatcher,
      signal,
    })
    seen.firstByteAtMs = clock.now()
    seen.status = response.statusCode
    seen.headers = plainHeaders(response.headers)
    seen.cookie = affinityCookie(response.headers['set-cookie'])
    await readStart(response.body, BODY_LIMIT, seen.body)
  } finally {
    await dispatcher.destroy()
  }
}

/** Connects like undici does, but so that the stages can be watched and a socket that hangs can be destroyed. */
function dial(seen: Seen, clock: Clock): buildConnector.connector {
  return ({ hostname, protocol, port }, done) => {
    const secure = protocol === 'https:'
    const host = hostname.replace(/^\[|\]$/g, '')
    const at = { host, port: Number(port) || (secure ? 443 : 80) }
    const socket = secure
      ? tlsConnect({ ...at, servername: isIP(host) === 0 ? host : '', ALPNProtocols: ['http/1.1'] })
      : tcpConnect(at)
    seen.socket = socket
    seen.watch = watchConnection(socket, clock)
    socket.setNoDelay(true)
    const refuse = (error: Error) => done(error, null)
    socket.once('error', refuse)
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.off('error', refuse)
      done(null, socket)
    })
  }
}

function record({ recorder, clock }: HttpTools, request: HttpRequest, seen: Seen, startMs: number): void {
  recorder.record({
    kind: 'http',
    atMs: startMs,
    endMs: clock.now(),
    user: request.user,
    role: request.role,
    ...(request.route === undefined ? {} : { route: request.route }),
    purpose: request.purpose,
    method: request.method,
    url: request.url,
    status: seen.status,
    headers: seen.headers,
    body: seen.body.text,
    bodyBytes: seen.body.bytes,
    remoteAddress: seen.watch?.remoteAddress ?? null,
    ...seen.watch?.certificate,
    timings: seen.watch?.timings(seen.firstByteAtMs) ?? noTimings,
    error: seen.error,
  })
}
