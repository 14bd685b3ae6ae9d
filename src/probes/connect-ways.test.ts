import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createCookieNames } from './affinity.ts'
import { connect } from './connect.ts'
import { type Loopback, serveRawSockets, serveSockets, textOf } from './loopback.builder.ts'
import type { OpenSocket } from './open-socket.ts'
import { calm, factsOf, onlyFact, plantedToken, probeParts, signedInWalt, targetAt } from './probe-parts.builder.ts'

const welcome = JSON.stringify({ type: 'connection_established', data: { connection_id: 'main_1a2b3c4d' } })
const packed = `jwt.${Buffer.from(plantedToken).toString('base64url')}`

type Way = { readonly transport?: 'header' | 'subprotocol'; readonly route?: 'balanced' | 'direct' }

async function attempt({ port }: Loopback, way: Way, direct?: Loopback, more: object = {}) {
  using parts = probeParts(20)
  const opened: OpenSocket[] = []
  const target = targetAt({ ws: port }, more)
  const urls = direct === undefined ? target.urls : { ...target.urls, directWs: `ws://127.0.0.1:${direct.port}/ws` }
  const tools = { ...parts, target: { ...target, urls }, nameOf: createCookieNames(), signal: calm }
  const result = await connect(tools, signedInWalt(parts.mask), {
    name: { user: 'user-1', socket: 'socket-1' },
    ordinal: 1,
    cookie: null,
    ...way,
    onOpen: (socket) => opened.push(socket),
  }).catch((error: unknown) => error)
  for (const socket of opened) socket.close({ scripted: true })
  await Promise.all(opened.map((socket) => socket.closed))
  return { result, facts: parts.recorder.facts }
}

/** A server that welcomes everybody and keeps what it was asked. */
async function welcoming() {
  const asked: IncomingMessage[] = []
  const server = await serveSockets((ws, request) => {
    asked.push(request)
    ws.send(welcome)
  })
  return { asked, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

describe('a token as a subprotocol', () => {
  test('is offered as the web client offers it, and in no header', async () => {
    await using target = await welcoming()
    const { result, facts } = await attempt(target.server, { transport: 'subprotocol' })
    expect(result).toMatchObject({ threadId: null })
    const [request] = target.asked
    expect(request?.headers['sec-websocket-protocol']).toBe(`jwt-auth,${packed}`)
    expect(request?.headers.authorization).toBeUndefined()
    expect(request?.url).toBe('/ws')
    expect(onlyFact(facts, 'upgrade')).toMatchObject({ transport: 'subprotocol', protocol: 'jwt-auth', status: 101 })
  })

  test('of which the server chooses none breaks the handshake, and stays masked', async () => {
    await using server = await serveRawSockets(() => undefined)
    const { facts } = await attempt(server, { transport: 'subprotocol' }, undefined, {
      thresholds: { welcome: { warnMs: 2_000, failMs: 10_000 } },
    })
    expect(onlyFact(facts, 'upgrade')).toMatchObject({
      status: null,
      error: { code: 'invalid-handshake', message: 'Server sent no subprotocol' },
    })
    expect(JSON.stringify(facts)).not.toContain(plantedToken)
    expect(JSON.stringify(facts)).not.toContain(packed.slice(4))
  })
})

describe('the direct address', () => {
  test('is used where it is asked for, and only there', async () => {
    await using balanced = await welcoming()
    await using direct = await welcoming()
    const past = await attempt(balanced.server, { route: 'direct' }, direct.server)
    expect([balanced.asked.length, direct.asked.length]).toEqual([0, 1])
    expect(onlyFact(past.facts, 'upgrade')).toMatchObject({
      route: 'direct',
      url: `ws://127.0.0.1:${direct.server.port}/ws`,
    })
    await attempt(balanced.server, { route: 'balanced' }, direct.server)
    expect([balanced.asked.length, direct.asked.length]).toEqual([1, 1])
  })

  test('that a target does not have is our own mistake', async () => {
    await using balanced = await welcoming()
    const { result } = await attempt(balanced.server, { route: 'direct' })
    expect(result).toMatchObject({ name: 'Error', message: expect.stringContaining('no direct address') })
    expect(balanced.asked).toEqual([])
  })
})

test('a server that forgets its welcome is asked for a sign of life, and one that welcomes us is not', async () => {
  const heard: unknown[] = []
  await using forgetful = await serveSockets((ws) => ws.on('message', (data) => heard.push(JSON.parse(textOf(data)))))
  const hurried = { thresholds: { welcome: { warnMs: 500, failMs: 1_000 } } }
  const { result, facts } = await attempt(forgetful, {}, undefined, hurried)
  expect(result).toMatchObject({ name: 'Halt', step: 'welcome' })
  expect(heard[0]).toMatchObject({ type: 'ping' })
  expect(factsOf(facts, 'frame').find(({ opcode }) => opcode === 'text')).toMatchObject({ direction: 'out' })

  await using target = await welcoming()
  const fine = await attempt(target.server, {})
  expect(factsOf(fine.facts, 'frame').filter(({ direction }) => direction === 'out')).toEqual([])
})
