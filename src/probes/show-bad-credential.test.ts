import { describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import type { BadCredential } from '../model/words.ts'
import { createCookieNames } from './affinity.ts'
import { badCredential } from './bad-credentials.ts'
import { serveHttp, serveSockets } from './loopback.builder.ts'
import type { OpenSocket } from './open-socket.ts'
import { calm, factsOf, onlyFact, plantedToken, probeParts, signedInWalt, targetAt } from './probe-parts.builder.ts'
import { showBadCredential } from './show-bad-credential.ts'

const welcome = JSON.stringify({ type: 'connection_established', data: { connection_id: 'main_1a2b3c4d' } })
const hurried = { thresholds: { welcome: { warnMs: 100, failMs: 200 } } }

async function show(
  port: number,
  {
    credential = 'tampered',
    more = {},
    signal = calm,
  }: { credential?: BadCredential; more?: object; signal?: AbortSignal } = {},
) {
  using parts = probeParts(10)
  const opened: OpenSocket[] = []
  const target = targetAt({ ws: port }, more)
  const bearer = badCredential(parts, signedInWalt(parts.mask), credential)
  if (bearer === null) throw new Error('there is no such credential')
  const error = await showBadCredential({ ...parts, target, nameOf: createCookieNames(), signal }, bearer, {
    name: { user: 'user-1', socket: 'socket-1' },
    ordinal: 1,
    cookie: null,
    credential,
    onOpen: (socket) => opened.push(socket),
  }).catch((thrown: unknown) => thrown)
  return { error, facts: parts.recorder.facts, opened }
}

describe('a bad credential', () => {
  test.each([
    ['no_token', null],
    ['tampered', 'tampered-token:user-1'],
    ['logged_out', 'token:user-1'],
  ] as const)('%s is shown as it is and recorded as what it is', async (credential, token) => {
    const asked: (string | undefined)[] = []
    await using server = await serveHttp((request, response) => {
      asked.push(request.headers.authorization)
      response.writeHead(403).end()
    })
    const { facts } = await show(server.port, { credential })
    expect(onlyFact(facts, 'upgrade')).toMatchObject({ credential, token, status: 403 })
    const [header] = asked
    expect(header === `Bearer ${plantedToken}`).toBe(credential === 'logged_out')
    expect(header === undefined).toBe(credential === 'no_token')
    expect(asked).toHaveLength(1)
  })

  test.each<[string, (ws: WebSocket) => void, object]>([
    ['closed', (ws) => ws.close(1008, 'Authentication failed'), { code: 1008, initiator: 'server' }],
    ['welcomed', (ws) => ws.send(welcome), { code: 1000, initiator: 'client', scripted: true }],
    ['met with silence', () => undefined, { code: 1000, initiator: 'client', scripted: true }],
  ])('that is %s throws nothing and leaves no socket open', async (_what, answer, close) => {
    await using server = await serveSockets((ws) => answer(ws))
    const { error, facts, opened } = await show(server.port, { more: hurried })
    expect(error).toBeUndefined()
    expect(onlyFact(facts, 'close')).toMatchObject(close)
    expect(opened.map(({ isOpen }) => isOpen)).toEqual([false])
    await expect.poll(() => server.connections).toBe(0)
  })

  test('is shown once, whatever comes', async () => {
    let asked = 0
    await using server = await serveHttp((_request, response) => {
      asked += 1
      response.writeHead(503).end()
    })
    const { error, facts } = await show(server.port)
    expect([error, asked, factsOf(facts, 'http')]).toEqual([undefined, 1, []])
  })

  test('stops when it is told to', async () => {
    const stop = new AbortController()
    await using server = await serveSockets(() => stop.abort(new Error('enough')))
    const { error, opened } = await show(server.port, { signal: stop.signal })
    expect(error).toMatchObject({ message: 'enough' })
    for (const socket of opened) socket.close({ scripted: false })
    await Promise.all(opened.map((socket) => socket.closed))
    await expect.poll(() => server.connections).toBe(0)
  })
})
