import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createCookieNames } from './affinity.ts'
import { connect } from './connect.ts'
import {
  closedPort,
  type Loopback,
  serveHttp,
  serveRawSockets,
  serverFrame,
  serveSockets,
  serveTcp,
  textOf,
  upgradeResponse,
} from './loopback.builder.ts'
import type { OpenSocket } from './open-socket.ts'
import { calm, factsOf, onlyFact, plantedToken, probeParts, signedInWalt, targetAt } from './probe-parts.builder.ts'

const welcome = JSON.stringify({ type: 'connection_established', data: { connection_id: 'main_1a2b3c4d' } })
const hurried = { thresholds: { welcome: { warnMs: 50, failMs: 100 } } }

type Options = { more?: object; timeScale?: number; signal?: AbortSignal; cookie?: string }

async function attempt(port: number, options: Options = {}) {
  using parts = probeParts(options.timeScale)
  const opened: OpenSocket[] = []
  const result = await connect(
    {
      ...parts,
      target: targetAt({ ws: port }, options.more),
      nameOf: createCookieNames(),
      signal: options.signal ?? calm,
    },
    signedInWalt(parts.mask),
    {
      name: { user: 'user-1', socket: 'socket-1' },
      ordinal: 3,
      cookie: options.cookie ?? null,
      onOpen: (socket) => opened.push(socket),
    },
  ).catch((error: unknown) => error)
  for (const socket of opened) socket.close({ scripted: true })
  await Promise.all(opened.map((socket) => socket.closed))
  return { result, facts: parts.recorder.facts, opened }
}

describe('connecting', () => {
  test('sends the token in its header and nothing that weakens the check of it', async () => {
    const asked: IncomingMessage[] = []
    await using server = await serveSockets((ws, request) => {
      asked.push(request)
      ws.send(welcome)
    })
    const { result, facts } = await attempt(server.port, { timeScale: 20 })
    expect(result).toMatchObject({ threadId: null })
    const { headers, url } = asked[0] ?? { headers: {}, url: '' }
    expect(url).toBe('/ws')
    expect(headers.authorization).toBe(`Bearer ${plantedToken}`)
    expect(headers['user-agent']).toMatch(/^golden-path-monitor\//)
    expect(headers['sec-websocket-protocol']).toBeUndefined()
    expect(headers['sec-websocket-extensions']).toBeUndefined()
    expect(Object.keys(headers).filter((name) => /test|e2e/i.test(name))).toEqual([])
    expect(onlyFact(facts, 'upgrade')).toMatchObject({
      user: 'user-1',
      socket: 'socket-1',
      token: 'token:user-1',
      ordinal: 3,
      status: 101,
      body: '',
      protocol: '',
      remoteAddress: '127.0.0.1',
      error: null,
    })
    const { timings } = onlyFact(facts, 'upgrade')
    expect(timings).toMatchObject({ dnsMs: null, tlsMs: null })
    expect(timings.tcpMs).toBeGreaterThan(0)
    expect(timings.firstByteMs).toBeGreaterThan(0)
  })

  test('loses no frame that came in one packet with the answer', async () => {
    const packet = Buffer.concat([
      serverFrame('text', '{"type":"heartbeat"}'),
      serverFrame('ping', 'p'),
      serverFrame('text', welcome),
    ])
    await using server = await serveRawSockets((socket) => socket.on('data', () => undefined), packet)
    const { result, facts } = await attempt(server.port, { timeScale: 20 })
    expect(result).toMatchObject({ threadId: null })
    const seen = factsOf(facts, 'frame').map((frame) => [frame.direction, frame.opcode, frame.data])
    expect(seen.slice(0, 4)).toEqual([
      ['in', 'text', '{"type":"heartbeat"}'],
      ['in', 'ping', 'p'],
      ['out', 'pong', 'p'],
      ['in', 'text', welcome],
    ])
    expect(facts[0]?.kind).toBe('upgrade')
  })

  test('shakes hands when the server does, and gives its thread', async () => {
    const heard: unknown[] = []
    await using server = await serveSockets((ws) => {
      ws.send(JSON.stringify({ type: 'handshake_response', thread_id: 'thread_cli_25_e1cf9405' }))
      ws.send(welcome)
      ws.on('message', (data) => {
        heard.push(JSON.parse(textOf(data)))
        ws.send('{"type":"handshake_complete"}')
      })
    })
    const { result } = await attempt(server.port, { timeScale: 5 })
    expect(result).toMatchObject({ threadId: 'thread_cli_25_e1cf9405' })
    expect(heard).toEqual([
      { type: 'handshake_acknowledged', thread_id: 'thread_cli_25_e1cf9405', timestamp: expect.any(String) },
    ])
  })

  test('halts and closes when no welcome comes', async () => {
    await using server = await serveSockets((ws) => ws.send('{"type":"heartbeat"}'))
    const { result, facts } = await attempt(server.port, { more: hurried })
    expect(result).toMatchObject({ name: 'Halt', step: 'welcome' })
    expect(onlyFact(facts, 'close')).toMatchObject({ code: 1000, initiator: 'client', scripted: false })
  })

  test('halts when the socket ends before the welcome', async () => {
    await using server = await serveSockets((ws) => ws.close(1011, 'Factory SSOT validation failed'))
    const { result, facts } = await attempt(server.port)
    expect(result).toMatchObject({ name: 'Halt', step: 'welcome' })
    expect(onlyFact(facts, 'close')).toMatchObject({ code: 1011, reason: 'Factory SSOT validation failed' })
  })
})

function refusing(status: number, headers: Record<string, string>, body: string): Promise<Loopback> {
  return serveHttp((_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  })
}

const refusals: [string, () => Promise<Loopback>, object][] = [
  ['401', () => refusing(401, {}, '{"detail":"who?"}'), { status: 401, body: '{"detail":"who?"}', error: null }],
  ['500', () => refusing(500, {}, 'Internal Server Error'), { status: 500, body: 'Internal Server Error' }],
  [
    '503 with Retry-After',
    () => refusing(503, { 'retry-after': '10' }, '{"error":"service_not_ready"}'),
    { status: 503, headers: { 'retry-after': '10' }, body: '{"error":"service_not_ready"}' },
  ],
  ['200', () => refusing(200, {}, '<html>'), { status: 200, body: '<html>' }],
  ['a redirect', () => refusing(307, { location: 'ws://127.0.0.1:1/' }, ''), { status: 307 }],
  ['a long body', () => refusing(502, {}, 'x'.repeat(10_000)), { status: 502, body: 'x'.repeat(4096) }],
]

const noAnswers: [string, (socket: Socket, request: string) => void, object, RegExp][] = [
  ['a hang', () => undefined, { timings: { firstByteMs: null } }, /^timeout$/],
  ['an answer byte by byte', (socket) => void socket.write('HTTP/1.1 '), {}, /^timeout$/],
  ['a reset', (socket) => void socket.resetAndDestroy(), {}, /^ECONNRESET$/],
  ['an end', (socket) => void socket.end(), {}, /^ECONNRESET$/],
  ['garbage', (socket) => void socket.end('BOO\r\n\r\n'), {}, /^HPE_/],
  [
    'a 101 to somebody else',
    (s) => void s.write(upgradeResponse('wrong')),
    { headers: { upgrade: 'websocket' } },
    /^invalid-handshake$/,
  ],
  [
    'a subprotocol nobody asked for',
    (s, q) => void s.write(withHeader(q, 'Sec-WebSocket-Protocol: jwt-auth')),
    {},
    /^invalid-handshake$/,
  ],
]

function withHeader(request: string, header: string): string {
  const key = /sec-websocket-key: (\S+)/i.exec(request)?.[1] ?? ''
  return upgradeResponse(key).replace('\r\n\r\n', `\r\n${header}\r\n\r\n`)
}

describe('an upgrade that does not open', () => {
  test.each(refusals)('is recorded as refused and halts the user: %s', async (_what, serve, answer) => {
    await using server = await serve()
    const { result, facts, opened } = await attempt(server.port)
    expect(onlyFact(facts, 'upgrade')).toMatchObject(answer)
    expect(result).toMatchObject({ name: 'Halt', step: 'upgrade' })
    expect([opened, factsOf(facts, 'http')]).toEqual([[], []])
    await expect.poll(() => server.connections).toBe(0)
  })

  test('asks the same path plainly after a 403, to tell a missing route', async () => {
    const asked: string[] = []
    await using server = await serveHttp((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.upgrade ?? 'plain'}`)
      response
        .writeHead(request.headers.upgrade ? 403 : 404)
        .end(request.headers.upgrade ? 'no' : '{"detail":"Not Found"}')
    })
    const { result, facts } = await attempt(server.port)
    expect(result).toMatchObject({ name: 'Halt', step: 'upgrade', detail: expect.stringContaining('403') })
    expect(asked).toEqual(['GET /ws websocket', 'GET /ws plain'])
    expect(onlyFact(facts, 'upgrade')).toMatchObject({ status: 403, body: 'no' })
    expect(onlyFact(facts, 'http')).toMatchObject({ role: 'ws', purpose: 'route-check', status: 404, user: 'user-1' })
  })

  test('keeps the status when the body of a refusal never ends', async () => {
    await using server = await serveHttp((_request, response) => {
      response.writeHead(503, { 'content-length': '50' }).write('not rea')
    })
    const { facts } = await attempt(server.port, { timeScale: 50 })
    expect(onlyFact(facts, 'upgrade')).toMatchObject({ status: 503, body: 'not rea', error: null })
  })

  test.each(noAnswers)('is recorded without status and halts the user: %s', async (_what, answer, more, code) => {
    await using server = await serveTcp((socket) => socket.once('data', (data) => answer(socket, data.toString())))
    const { result, facts } = await attempt(server.port, { more: hurried })
    const fact = onlyFact(facts, 'upgrade')
    expect(fact).toMatchObject({ status: null, remoteAddress: '127.0.0.1', ...more })
    expect(fact.error?.code).toMatch(code)
    expect(result).toMatchObject({ name: 'Halt', step: 'upgrade' })
    await expect.poll(() => server.connections).toBe(0)
  })

  test('is recorded when nobody listens', async () => {
    const { result, facts } = await attempt(await closedPort())
    expect(onlyFact(facts, 'upgrade')).toMatchObject({
      status: null,
      remoteAddress: null,
      error: { code: 'ECONNREFUSED' },
    })
    expect(result).toMatchObject({ name: 'Halt', step: 'upgrade' })
  })

  test('is recorded as cancelled, and leaves no connection, when it is stopped', async () => {
    const stop = new AbortController()
    await using server = await serveTcp((socket) => socket.once('data', () => stop.abort(new Error('enough'))))
    const { result, facts } = await attempt(server.port, { signal: stop.signal })
    expect(result).toMatchObject({ message: 'enough' })
    expect(onlyFact(facts, 'upgrade')).toMatchObject({ status: null, error: { code: 'cancelled', message: 'enough' } })
    await expect.poll(() => server.connections).toBe(0)
  })
})
