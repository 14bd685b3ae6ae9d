import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { UsageError } from '../../config/usage-error.ts'
import { createClock } from '../../kernel/clock.ts'
import { openApp } from './app.builder.ts'
import { limits } from './limits.ts'
import { listen } from './listen.ts'

const clock = createClock()
const anywhere = { host: '127.0.0.1', port: 0, clock }

/** Reads a stream until it has said something, or to its end. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, words: string): Promise<string> {
  const decoder = new TextDecoder()
  let said = ''
  while (!said.includes(words)) {
    const { done, value } = await reader.read()
    if (done) break
    said += decoder.decode(value)
  }
  return said
}

async function stream(url: string) {
  const response = await fetch(`${url}/api/v1/live`)
  const reader = response.body?.getReader()
  if (reader === undefined) throw new Error('The stream has no body.')
  return { response, reader }
}

test('who watches hears a run from beginning to end', async () => {
  await using app = await openApp()
  await using server = await listen(app.app, anywhere)
  const { response, reader } = await stream(server.url)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(await readUntil(reader, '\n\n')).toContain('event: snapshot\ndata: {"kind":"snapshot","runs":[]}')
  await app.post('/api/v1/runs', { scenario: 'golden-path' })
  const said = await readUntil(reader, 'event: run-finished')
  expect(said).toContain('event: step\ndata: {"kind":"step"')
  await reader.cancel()
})

test('live streams have a limit, and whoever leaves makes room', async () => {
  await using app = await openApp()
  await using server = await listen(app.app, anywhere)
  const open = await Promise.all(Array.from({ length: limits.streams }, () => stream(server.url)))
  expect(open.every(({ response }) => response.status === 200)).toBe(true)
  const refused = await fetch(`${server.url}/api/v1/live`)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(await refused.text()).toContain('live streams are open already')
  await open[0]?.reader.cancel()
  const status = async () => {
    const again = await fetch(`${server.url}/api/v1/live`)
    await again.body?.cancel()
    return again.status
  }
  await expect.poll(status, { timeout: 10_000 }).toBe(200)
})

/** Sends a body piece by piece, so that nobody says how long it is. */
function postUnmeasured(url: string, body: string) {
  return fetch(`${url}/api/v1/runs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: ReadableStream.from([new TextEncoder().encode(body)]),
    duplex: 'half',
  })
}

test('a body that does not say its length is read up to the limit', async () => {
  await using app = await openApp()
  await using server = await listen(app.app, anywhere)
  expect((await postUnmeasured(server.url, '{"scenario":"golden-path"}')).status).toBe(202)
  expect((await postUnmeasured(server.url, JSON.stringify({ scenario: 'x'.repeat(20_000) }))).status).toBe(413)
  expect(app.defects).toEqual([])
})

test('a request of any method without a body is no defect of ours', async () => {
  await using app = await openApp()
  await using server = await listen(app.app, anywhere)
  for (const method of ['OPTIONS', 'DELETE', 'PROPFIND', 'POST']) {
    expect(await ask(server.url, method), method).toBe(405)
  }
  expect(app.defects).toEqual([])
})

/** With neither a body nor its length, which fetch always says. */
async function ask(url: string, method: string): Promise<number> {
  await using socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.end(`${method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  return Number((await text(socket)).split(' ')[1])
}

test('stopping ends live streams and idle connections at once', async () => {
  await using app = await openApp()
  const server = await listen(app.app, anywhere)
  await (await fetch(`${server.url}/healthz`)).text()
  const { reader } = await stream(server.url)
  await readUntil(reader, 'snapshot')
  app.stop.abort(new Error('stop'))
  await server[Symbol.asyncDispose]()
  expect(await readUntil(reader, 'never said')).toBe('')
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
})

test('a request that hangs does not hold up the end', async () => {
  const never = Promise.withResolvers<Response>()
  const server = await listen({ fetch: () => never.promise }, anywhere)
  const hanging = fetch(server.url).catch((error: unknown) => error)
  await expect.poll(() => fetchStarted(server.url)).toBe(true)
  await server[Symbol.asyncDispose]()
  expect(await hanging).toBeInstanceOf(Error)
})

/** Whether the server takes connections. */
async function fetchStarted(url: string): Promise<boolean> {
  const aborter = new AbortController()
  const attempt = fetch(url, { signal: aborter.signal }).catch(() => true)
  aborter.abort()
  return (await attempt) === true
}

test('a port that is taken is the error of whoever called us', async () => {
  await using taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(listen({ fetch: () => new Response() }, { ...anywhere, port })).rejects.toThrow(UsageError)
  await expect(listen({ fetch: () => new Response() }, { ...anywhere, port })).rejects.toThrow(
    /another process uses it/,
  )
})
