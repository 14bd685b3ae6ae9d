import type { MiddlewareHandler } from 'hono'
import { Problem } from './problem.ts'

/** What one monitor lets the outside ask of it. Generous for people, tight for accidents. */
export const limits = {
  /** Characters of path and query. */
  url: 2_048,
  /** Bytes of a body: a wish for a run is far smaller. */
  body: 16_384,
  /** Requests for pages and API that are worked on at the same time. */
  requests: 32,
  /** Live streams open at the same time. */
  streams: 20,
  /** Connections, idle ones too. */
  connections: 256,
} as const

/** Refuses addresses that nobody types and no page of ours links to. */
export const urlLimit: MiddlewareHandler = async (c, next) => {
  const { pathname, search } = new URL(c.req.url)
  const length = pathname.length + search.length
  if (length > limits.url)
    throw new Problem(414, `The address has ${length} characters, at most ${limits.url} are read.`, 'Ask for less.')
  await next()
}

/** Refuses bodies above the limit, declared or not. */
export const smallBodies: MiddlewareHandler = async (c, next) => {
  const { body, headers } = c.req.raw
  const isDeclared = headers.has('content-length') && !headers.has('transfer-encoding')
  if (isDeclared && Number(headers.get('content-length')) > limits.body) throw tooLong()
  // Made anew from its parts: the request that our server hands over is none that `Request` takes for one.
  if (body !== null && !isDeclared)
    c.req.raw = new Request(c.req.url, { method: c.req.method, headers, body: await readSmall(body) })
  await next()
}

async function readSmall(body: ReadableStream<Uint8Array>): Promise<ArrayBuffer> {
  const read = new Uint8Array(limits.body)
  let length = 0
  for await (const part of body) {
    if (length + part.length > limits.body) throw tooLong()
    read.set(part, length)
    length += part.length
  }
  return read.buffer.slice(0, length)
}

function tooLong(): Problem {
  return new Problem(413, `The body is longer than ${limits.body} bytes.`, 'Send only what the API describes.')
}

/** Refuses what comes while too much is worked on already. Each app counts for itself. */
export function concurrencyLimit(): MiddlewareHandler {
  let current = 0
  return async (_c, next) => {
    if (current >= limits.requests)
      throw new Problem(429, `${current} requests are worked on already.`, 'Ask again in a second.', {
        'Retry-After': '1',
      })
    current += 1
    try {
      await next()
    } finally {
      current -= 1
    }
  }
}
