import { describe, expect, test } from 'vitest'
import { exchange } from './http-exchange.ts'
import { type Answer, bodyOf, closedPort, serveHttp, serveTcp } from './loopback.builder.ts'
import { calm, onlyFact, probeParts } from './probe-parts.builder.ts'

const health = { user: null, role: 'api', purpose: 'health', method: 'GET', deadlineMs: 5_000 } as const

async function ask(port: number, more: object = {}, signal = calm) {
  using parts = probeParts()
  const reply = await exchange(parts, { ...health, url: `http://127.0.0.1:${port}/health`, ...more }, signal)
  return { reply, fact: onlyFact(parts.recorder.facts, 'http'), parts }
}

async function answeredBy(listener: Answer, more: object = {}) {
  await using server = await serveHttp(listener)
  return await ask(server.port, more)
}

describe('an HTTP exchange', () => {
  test('records status, headers, body, peer and timings', async () => {
    const { reply, fact } = await answeredBy((_request, response) => {
      response.setHeader('X-Many', ['a', 'b'])
      response.end('{"status":"ok"}')
    })
    expect(reply).toMatchObject({ status: 200, body: '{"status":"ok"}', error: null })
    expect(fact).toMatchObject({ method: 'GET', status: 200, bodyBytes: 15, remoteAddress: '127.0.0.1', error: null })
    expect(fact.headers['x-many']).toBe('a, b')
    expect(fact.timings).toMatchObject({ dnsMs: null, tlsMs: null })
    expect(fact.timings.tcpMs).toBeGreaterThan(0)
    expect(fact.timings.firstByteMs).toBeGreaterThan(0)
    expect(fact.endMs).toBeGreaterThanOrEqual(fact.atMs + (fact.timings.tcpMs ?? 0) + (fact.timings.firstByteMs ?? 0))
  })

  test('times the name lookup of a host that needs one', async () => {
    await using server = await serveHttp((_request, response) => response.end())
    const { fact } = await ask(server.port, { url: `http://localhost:${server.port}/health` })
    expect(fact.timings.dnsMs).toBeGreaterThanOrEqual(0)
  })

  test('calls itself neutrally, sends JSON, and closes its connection', async () => {
    let got = ''
    const { reply } = await answeredBy(
      async (request, response) => {
        got = await bodyOf(request)
        got += ` ${request.headers['user-agent']} ${request.headers.connection} ${request.headers['content-type']}`
        response.end()
      },
      { method: 'POST', json: { a: 1 } },
    )
    expect(reply.status).toBe(200)
    expect(got).toMatch(/^{"a":1} golden-path-monitor\/\d+\.\d+\.\d+\S* close application\/json$/)
    expect(got).not.toMatch(/factory|isolated|bot|crawler|spider|scraper|scanner/)
  })

  test('does not follow a redirect', async () => {
    const { reply, fact } = await answeredBy((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end()
    })
    expect(reply.status).toBe(302)
    expect(fact.headers.location).toBe('http://127.0.0.1:1/elsewhere')
  })

  test('keeps the names of cookies and no value of a credential', async () => {
    const { fact } = await answeredBy((_request, response) => {
      response.setHeader('Set-Cookie', ['GCLB=affinity1; Path=/', 'sid=abc=def'])
      response.setHeader('Authorization', 'Bearer abcdef')
      response.end()
    })
    expect(fact.headers['set-cookie']).toBe('GCLB=⟦cookie⟧; Path=/, sid=⟦cookie⟧')
    expect(fact.headers.authorization).toBe('⟦authorization⟧')
  })

  test('keeps the first 64 KiB of a body that is longer, whole characters only', async () => {
    const { fact } = await answeredBy((_request, response) => response.end('xé'.repeat(100_000)))
    expect(fact.body).toMatch(/^(xé)*x?$/)
    expect(Buffer.byteLength(fact.body)).toBeGreaterThan(65_530)
    expect(Buffer.byteLength(fact.body)).toBeLessThanOrEqual(65_536)
    expect(fact.bodyBytes).toBeGreaterThan(65_536)
    expect(fact.error).toBeNull()
  })

  test('records a body that stalls as a timeout, with what came of it', async () => {
    const { reply, fact } = await answeredBy(
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{"status"')
      },
      { deadlineMs: 150 },
    )
    expect(reply.error?.code).toBe('timeout')
    expect(fact).toMatchObject({ status: 200, body: '{"status"', bodyBytes: 9 })
  })

  test.each<[string, (port: number) => Promise<unknown>, RegExp]>([
    ['a port that nobody listens on', async () => ask(await closedPort()), /^ECONNREFUSED$/],
    ['a name that does not resolve', () => ask(1, { url: 'http://nowhere.invalid/' }), /^(ENOTFOUND|EAI_AGAIN)$/],
  ])('gives a code for %s', async (_what, run, code) => {
    await expect(run(0)).resolves.toMatchObject({
      fact: { status: null, error: { code: expect.stringMatching(code) } },
    })
  })

  test.each<[string, (socket: import('node:net').Socket) => void, RegExp]>([
    ['a reset', (socket) => socket.once('data', () => socket.resetAndDestroy()), /^(ECONNRESET|UND_ERR_SOCKET)$/],
    ['an end without answer', (socket) => socket.once('data', () => socket.end()), /^UND_ERR_SOCKET$/],
    ['garbage', (socket) => socket.once('data', () => socket.end('HELLO\r\n\r\n')), /^HPE_/],
    ['silence', () => undefined, /^timeout$/],
  ])('gives a code for %s', async (_what, onConnection, code) => {
    await using server = await serveTcp(onConnection)
    const { reply, fact } = await ask(server.port, { deadlineMs: 200 })
    expect(reply).toMatchObject({ status: null, error: { code: expect.stringMatching(code) } })
    expect(fact.remoteAddress).toBe('127.0.0.1')
  })

  test('gives the code of a TLS failure', async () => {
    await using server = await serveTcp((socket) => socket.once('data', () => socket.end('plain text')))
    const { fact } = await ask(server.port, { url: `https://127.0.0.1:${server.port}/` })
    expect(fact.error?.code).toMatch(/^ERR_SSL_/)
  })

  test('drops a connection whose TLS handshake hangs', async () => {
    await using server = await serveTcp((socket) => socket.resume())
    const { fact } = await ask(server.port, { url: `https://127.0.0.1:${server.port}/`, deadlineMs: 150 })
    expect(fact).toMatchObject({ remoteAddress: '127.0.0.1', error: { code: 'timeout' }, timings: { tlsMs: null } })
    await expect.poll(() => server.connections).toBe(0)
  })

  test('records what it saw, drops the connection and throws the reason when it is stopped', async () => {
    const stop = new AbortController()
    await using server = await serveTcp((socket) => socket.once('data', () => stop.abort(new Error('enough'))))
    using parts = probeParts()
    const url = `http://127.0.0.1:${server.port}/`
    await expect(exchange(parts, { ...health, url }, stop.signal)).rejects.toThrow('enough')
    expect(onlyFact(parts.recorder.facts, 'http').error).toEqual({ code: 'cancelled', message: 'enough' })
    await expect.poll(() => server.connections).toBe(0)
  })
})
