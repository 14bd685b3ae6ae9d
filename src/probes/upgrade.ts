import type { ClientRequest, IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { type Scope, withDeadline } from '../kernel/deadline.ts'
import type { Secret } from '../kernel/secret.ts'
import type { UpgradeFact } from '../model/evidence.ts'
import type { Transport } from '../model/words.ts'
import { affinityCookie } from './affinity.ts'
import { emptyBody, readStart } from './body-start.ts'
import { type ConnectionWatch, noTimings, watchConnection } from './connection-watch.ts'
import { cancelled, type Failure, failureOf } from './failure.ts'
import { plainHeaders } from './plain-headers.ts'
import type { GatePlace } from './start-gate.ts'
import { userAgent } from './user-agent.ts'

/** One attempt to open a socket. */
export type UpgradeRequest<Opened> = {
  readonly url: string
  /** Null sends none. */
  readonly token: Secret | null
  readonly transport: Transport
  /** Affinity cookie to send, as `name=value`; null sends none. */
  readonly cookie: string | null
  /** Whether to offer permessage-deflate, which the clients of the real system do not (default false). */
  readonly compression?: boolean
  /** Where the request waits, once the connection stands, until those of others may leave as well. */
  readonly place?: GatePlace
  /** Budget in target time, from name lookup to the answer. */
  readonly deadlineMs: number
  /**
   * Called inside the `open` event, before any frame is emitted: listeners must be attached here. A socket that opened
   * is the callee's to close; any other is gone when `upgrade` returns. `given` is the affinity cookie of the answer.
   */
  readonly onOpen: (ws: WebSocket, answer: UpgradeAnswer, given: string | null) => Opened
}

/** What the server answered. Status 101 means open; null with an error: nothing, or what breaks RFC 6455. */
export type UpgradeAnswer = Pick<
  UpgradeFact,
  'status' | 'headers' | 'body' | 'protocol' | 'remoteAddress' | 'certificateExpiresAt' | 'timings' | 'error'
>

/** What came of an attempt: a socket, and what `onOpen` made of it, or none. */
export type UpgradeOutcome<Opened> =
  | { readonly kind: 'open'; readonly opened: Opened }
  | { readonly kind: 'closed'; readonly answer: UpgradeAnswer; readonly given: string | null }

const REFUSAL_BODY_LIMIT = 4 * 1024
/** How long to wait for the body of a refusal, which says why; the status has come already. */
const REFUSAL_BODY_MS = 5_000
const LARGEST_FRAME = 4 * 1024 * 1024
const CLOSE_TIMEOUT_MS = 5_000

/** What is learned while it goes on. */
type Seen = Pick<UpgradeAnswer, 'status' | 'headers' | 'protocol'> & {
  body: ReturnType<typeof emptyBody>
  error: Failure | null
  given: string | null
  firstByteAtMs: number | null
  watch: ConnectionWatch | null
  ws: WebSocket | null
}

/**
 * Asks for a WebSocket: the token in the `Authorization` header or as a subprotocol, never both, no redirect, no retry
 * (protocol.md §2.3). Never throws for what the target does, nor when `scope.signal` ends it: the answer says so.
 */
export async function upgrade<Opened>(scope: Scope, request: UpgradeRequest<Opened>): Promise<UpgradeOutcome<Opened>> {
  const seen: Seen = {
    status: null,
    headers: {},
    protocol: '',
    body: emptyBody(),
    error: null,
    given: null,
    firstByteAtMs: null,
    watch: null,
    ws: null,
  }
  try {
    const what = `The upgrade of ${request.url}`
    const outcome = await withDeadline(scope, what, request.deadlineMs, () => ask(scope, request, seen))
    if (outcome.kind === 'open') return outcome
    await readRefusal(scope, outcome.response, seen)
  } catch (error) {
    seen.error = scope.signal.aborted ? cancelled(scope.signal.reason) : handshakeFailure(error)
  }
  seen.ws?.terminate()
  return { kind: 'closed', answer: answerOf(seen), given: seen.given }
}

type Answered<Opened> =
  | { readonly kind: 'open'; readonly opened: Opened }
  | { readonly kind: 'refused'; readonly response: IncomingMessage }

/** Resolves when the server has answered; rejects when it cannot be asked, or its answer makes no sense. */
function ask<Opened>(scope: Scope, request: UpgradeRequest<Opened>, seen: Seen): Promise<Answered<Opened>> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered<Opened>>()
  const ws = new WebSocket(request.url, [...protocols(request)], options(scope, request, seen))
  seen.ws = ws
  ws.on('error', reject)
  ws.once('upgrade', (response) => note(scope, seen, response))
  ws.once('open', () => {
    seen.status = 101
    seen.protocol = ws.protocol
    resolve({ kind: 'open', opened: request.onOpen(ws, answerOf(seen), seen.given) })
  })
  ws.once('unexpected-response', (_request, response) => {
    note(scope, seen, response)
    seen.status = response.statusCode ?? null
    resolve({ kind: 'refused', response })
  })
  return promise
}

type Asked = Pick<UpgradeRequest<unknown>, 'token' | 'transport' | 'cookie' | 'deadlineMs' | 'compression' | 'place'>

/** What is offered as subprotocols: the pair that the web client of the target knows (protocol.md §2.3). */
function protocols({ token, transport }: Asked): readonly string[] {
  if (token === null || transport !== 'subprotocol') return []
  return ['jwt-auth', `jwt.${Buffer.from(token.reveal()).toString('base64url')}`]
}

function options(scope: Scope, asked: Asked, seen: Seen): WebSocket.ClientOptions {
  const { token, transport, cookie, deadlineMs, compression } = asked
  const realMs = (ms: number) => Math.ceil(ms / scope.clock.timeScale)
  const chosen: WebSocket.ClientOptions & { closeTimeout: number } = {
    headers: {
      'user-agent': userAgent,
      ...(token === null || transport !== 'header' ? {} : { authorization: `Bearer ${token.reveal()}` }),
      ...(cookie === null ? {} : { cookie }),
    },
    followRedirects: false,
    perMessageDeflate: compression ?? false,
    maxPayload: LARGEST_FRAME,
    handshakeTimeout: realMs(deadlineMs),
    closeTimeout: realMs(CLOSE_TIMEOUT_MS),
    autoPong: false,
    finishRequest(clientRequest: ClientRequest) {
      clientRequest.once('socket', (socket) => {
        seen.watch = watchConnection(socket, scope.clock)
      })
      send(clientRequest, asked.place)
    },
  }
  return chosen
}

/** Sends the request at once, or gives it to the gate when TCP, and TLS where the URL asks for it, are done. */
function send(request: ClientRequest, place: GatePlace | undefined): void {
  if (place === undefined) {
    request.end()
    return
  }
  request.once('socket', (socket) => {
    socket.once(request.protocol === 'https:' ? 'secureConnect' : 'connect', () => place.arrive(() => request.end()))
  })
}

function note(scope: Scope, seen: Seen, response: IncomingMessage): void {
  seen.firstByteAtMs = scope.clock.now()
  seen.headers = plainHeaders(response.headers)
  seen.given = affinityCookie(response.headers['set-cookie'])
}

/** A body that breaks off or stalls takes nothing from the refusal. */
async function readRefusal(scope: Scope, response: IncomingMessage, seen: Seen): Promise<void> {
  try {
    await withDeadline(scope, 'The body of the refusal', REFUSAL_BODY_MS, () =>
      readStart(response, REFUSAL_BODY_LIMIT, seen.body),
    )
  } catch {
    scope.signal.throwIfAborted()
  }
}

function answerOf({ status, headers, body, protocol, watch, firstByteAtMs, error }: Seen): UpgradeAnswer {
  return {
    status,
    headers,
    body: body.text,
    protocol,
    remoteAddress: watch?.remoteAddress ?? null,
    ...watch?.certificate,
    timings: watch?.timings(firstByteAtMs) ?? noTimings,
    error,
  }
}

/** `ws` gives the breaches of the opening handshake no code, and its own timeout none either. */
function handshakeFailure(error: unknown): Failure {
  const failure = failureOf(error)
  if (failure.code !== 'unknown') return failure
  return { ...failure, code: /timed out/.test(failure.message) ? 'timeout' : 'invalid-handshake' }
}
