import type { WebSocket } from 'ws'

/** A request as the twin's services see it; upgrades are requests too. */
export type HttpCall = {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Empty for an upgrade. */
  readonly body: string
  readonly upgrade: boolean
  /** Aborts when the caller goes away or the twin stops. */
  readonly signal: AbortSignal
}

/** What becomes of a request: an answer, an accepted upgrade, or a connection that just ends. */
export type HttpReply =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | {
      readonly kind: 'accept'
      /** The chosen subprotocol; null when none is. */
      readonly protocol: string | null
      readonly headers: Readonly<Record<string, string>>
      /** Takes over the socket, in the same tick in which it opens. */
      readonly open: (socket: WebSocket) => void
    }
  | { readonly kind: 'drop' }

/** Something that answers requests. */
export type Handler = (call: HttpCall) => Promise<HttpReply>

/** A JSON answer. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  }
}

/** An error in FastAPI's shape: `{"detail": …}` (protocol.md §1.1). */
export function detail(status: number, text: string): HttpReply {
  return json(status, { detail: text })
}

/** An answer in words, as the platform in front of an application gives it: nothing of the application is in it. */
export function words(status: number, body: string, contentType = 'text/plain'): HttpReply {
  return { kind: 'answer', status, headers: { 'content-type': contentType }, body }
}

/** The same reply with more headers; a connection that just ends has none. */
export function withHeaders(reply: HttpReply, headers: Readonly<Record<string, string>>): HttpReply {
  return reply.kind === 'drop' ? reply : { ...reply, headers: { ...reply.headers, ...headers } }
}
