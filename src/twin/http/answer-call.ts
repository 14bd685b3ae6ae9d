import type { IncomingMessage } from 'node:http'
import { ServerFailure } from '../server-failure.ts'
import { detail, type HttpCall, type HttpReply, words } from './exchange.ts'
import type { ListenOptions } from './listen-options.ts'

const crash = words(500, 'Internal Server Error')

function toCall(request: IncomingMessage, body: string, signal: AbortSignal): HttpCall | undefined {
  const url = URL.parse(request.url ?? '/', 'http://twin')
  if (url === null) return undefined
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')])
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body,
    upgrade: request.headers.upgrade !== undefined,
    signal,
  }
}

/**
 * What the service says to a request. A crash that the twin plays is a 500, and so is one of its own, which also fails
 * the twin. Who has gone away gets nothing.
 */
export async function answerCall(
  options: ListenOptions,
  request: IncomingMessage,
  body: string,
  signal: AbortSignal,
): Promise<HttpReply> {
  const call = toCall(request, body, signal)
  if (call === undefined) return detail(400, 'Invalid HTTP request received.')
  try {
    return await options.handler(call)
  } catch (error) {
    if (signal.aborted) return { kind: 'drop' }
    if (!(error instanceof ServerFailure)) options.tasks.spawn(options.signal, () => Promise.reject(error))
    return crash
  }
}
