import { describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import type { Clock } from '../kernel/clock.ts'
import { type ChatProbe, createChatProbe } from './chat-probe.ts'
import { Halt } from './halt.ts'
import { type Loopback, serveHttp, serveRawSockets, serverFrame, serveSockets, textOf } from './loopback.builder.ts'
import {
  calm,
  countingClock,
  factsOf,
  onlyFact,
  plantedToken,
  probeParts,
  signedInWalt,
  targetAt,
} from './probe-parts.builder.ts'

const welcome = JSON.stringify({ type: 'connection_established', data: { user_id: 'e2e-walt' } })
const prompt = {
  text: 'Take the reference 4821-7390-1562 and turn it around.',
  nonce: '4821-7390-1562',
  expected: '1562.7390.4821',
  conversation: 'user-1/1',
}
const event = (type: string, more: object = {}) =>
  JSON.stringify({ type, run_id: 'run_1', agent_name: 'Supervisor', data: { ...more } })
const answer = [
  event('agent_started'),
  event('agent_thinking', { reasoning: 'hm' }),
  event('tool_executing', { tool_name: 'search' }),
  event('tool_completed', { tool_name: 'search' }),
  event('agent_completed', { result: 'It is 1562.7390.4821.' }),
]

/** Time runs faster, so that the two seconds in which a handshake may come pass quickly. */
const SCALE = 20

/** Limits on an agent; the lax one of the welcome stays. */
const impatient = {
  thresholds: {
    welcome: { warnMs: 60_000, failMs: 60_000 },
    firstEvent: { warnMs: 10_000, failMs: 10_000 },
    silence: { warnMs: 10_000, failMs: 10_000 },
  },
}

function probeOf(server: Loopback, timeScale = SCALE, more: object = {}, counting?: Clock) {
  const own = probeParts(timeScale)
  const parts = { ...own, clock: counting ?? own.clock }
  const probe = createChatProbe({ ...parts, target: targetAt({ ws: server.port }, more) })
  return { ...parts, probe, walt: signedInWalt(parts.mask) }
}

/** Welcomes everybody and does as told with what it hears. */
function serveChat(hear: (ws: WebSocket, message: { type?: string; payload?: object }) => void): Promise<Loopback> {
  return serveSockets((ws) => {
    ws.send(welcome)
    ws.on('message', (data) => hear(ws, JSON.parse(textOf(data))))
  })
}

const sendAll = (ws: WebSocket, frames: readonly string[]) => {
  for (const frame of frames) ws.send(frame)
}

type Signed = ReturnType<typeof signedInWalt>
type Act = (probe: ChatProbe, walt: Signed, stop: AbortSignal) => Promise<unknown>

const open: Act = (probe, walt, stop) => probe.open(walt, stop)

/** Everything that a user can wait for, by a server that lets it wait and says when it does. */
const waits: [string, (reached: () => void) => Promise<Loopback>, Act][] = [
  ['the upgrade', (reached) => serveHttp(reached), open],
  [
    'the body of a refusal',
    (reached) =>
      serveHttp((_request, response) => {
        response.writeHead(500, { 'content-length': '10' }).write('x')
        reached()
      }),
    open,
  ],
  [
    'the route check',
    (reached) =>
      serveHttp((request, response) => {
        if (request.headers.upgrade) response.writeHead(403).end()
        else reached()
      }),
    open,
  ],
  ['the welcome', (reached) => serveSockets(reached), open],
  [
    'the answer',
    (reached) => serveChat(reached),
    async (probe, walt, stop) => (await probe.open(walt, calm)).converse(prompt, stop),
  ],
  [
    'the answer to a close',
    (reached) => serveRawSockets((socket) => socket.on('data', reached), serverFrame('text', welcome)),
    async (probe, walt, stop) => (await probe.open(walt, calm)).close(stop),
  ],
]

describe('a conversation', () => {
  test('sends the prompt, keeps all that answers it, and ends with the answer', async () => {
    let heard: unknown
    await using server = await serveChat((ws, message) => {
      heard = message
      sendAll(ws, answer)
    })
    const { probe, recorder, walt } = probeOf(server)
    const chat = await probe.open(walt, calm)
    await chat.converse(prompt, calm)
    await chat.close(calm)
    expect(heard).toMatchObject({ type: 'user_message', payload: { content: prompt.text } })
    expect(heard).toMatchObject({ payload: { run_id: expect.stringMatching(/^run_gp_[0-9a-f]{16}$/) } })
    const fact = onlyFact(recorder.facts, 'prompt')
    expect(fact).toMatchObject({ ...prompt, user: 'user-1', socket: 'socket-1' })
    expect(recorder.facts[fact.frame]).toMatchObject({ kind: 'frame', direction: 'out', opcode: 'text' })
    expect(factsOf(recorder.facts, 'frame').filter((frame) => answer.includes(frame.data))).toHaveLength(5)
    expect(onlyFact(recorder.facts, 'close')).toMatchObject({ code: 1000, initiator: 'client', scripted: true })
    expect(probe.openCount).toBe(0)
  })

  test('goes on without a handshake, acknowledges one that comes late, and prompts in its thread from then on', async () => {
    const heard: { type?: string; payload?: object }[] = []
    await using server = await serveChat((ws, message) => {
      heard.push(message)
      if (message.type === 'handshake_acknowledged') sendAll(ws, answer)
      else if (heard.length === 1) ws.send('{"type":"handshake_response","thread_id":"thread_late"}')
      else sendAll(ws, answer)
    })
    const { probe, walt } = probeOf(server)
    const chat = await probe.open(walt, calm)
    await chat.converse(prompt, calm)
    await chat.converse({ ...prompt, conversation: 'user-1/2' }, calm)
    await probe.closeAll(calm)
    expect(heard).toMatchObject([
      { type: 'user_message' },
      { type: 'handshake_acknowledged', thread_id: 'thread_late', timestamp: expect.any(String) },
      { type: 'user_message', payload: { thread_id: 'thread_late' } },
    ])
    expect(heard[0]?.payload).not.toMatchObject({ thread_id: 'thread_late' })
  })

  test('pings in JSON every 30 s while it runs, and not afterwards', async () => {
    let pings = 0
    await using server = await serveChat((ws, message) => {
      if (message.type === 'user_message') ws.send(event('agent_started'))
      if (message.type === 'ping' && ++pings === 2) sendAll(ws, answer.slice(1))
    })
    const { probe, recorder, walt } = probeOf(server, 100)
    const chat = await probe.open(walt, calm)
    await chat.converse(prompt, calm)
    await probe.closeAll(calm)
    expect(pings).toBe(2)
    const sent = factsOf(recorder.facts, 'frame').filter((frame) => frame.data.startsWith('{"type":"ping"'))
    expect((sent[1]?.atMs ?? 0) - (sent[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(29_000)
  })

  test.each<[string, (ws: WebSocket) => void, RegExp]>([
    ['the agent fails', (ws) => sendAll(ws, [event('agent_started'), event('agent_error')]), /ended by error/],
    ['the server closes', (ws) => ws.close(1000, 'main cleanup'), /ended by closed/],
    ['nothing ever comes', () => undefined, /ended by never-started/],
    ['the agent falls silent', (ws) => ws.send(event('agent_started')), /ended by silence/],
    [
      'only what is no event comes',
      (ws) => sendAll(ws, ['nonsense', '[]', '{"type":"ack"}']),
      /ended by never-started/,
    ],
  ])('halts the user when %s', async (_what, act, detail) => {
    await using server = await serveChat((ws, message) => {
      if (message.type === 'user_message') act(ws)
    })
    const { probe, walt } = probeOf(server, 100, impatient)
    const chat = await probe.open(walt, calm)
    const error = await chat.converse(prompt, calm).catch((thrown: unknown) => thrown)
    await probe.closeAll(calm)
    expect(error).toBeInstanceOf(Halt)
    expect(error).toMatchObject({ step: 'conversation', detail: expect.stringMatching(detail) })
  })

  test('halts when the socket has closed before the prompt', async () => {
    await using server = await serveSockets((ws) => {
      ws.send(welcome)
      ws.send(event('agent_started'))
      ws.close(1011, 'Internal error')
    })
    const { probe, recorder, walt } = probeOf(server)
    const chat = await probe.open(walt, calm)
    await expect.poll(() => probe.openCount).toBe(0)
    await expect(chat.converse(prompt, calm)).rejects.toMatchObject({ name: 'Halt', step: 'conversation' })
    await chat.close(calm)
    expect(factsOf(recorder.facts, 'prompt')).toEqual([])
    expect(onlyFact(recorder.facts, 'close')).toMatchObject({ code: 1011, initiator: 'server' })
  })

  test('survives ten thousand frames and ends by the close that follows', async () => {
    await using server = await serveChat((ws) => {
      for (let i = 0; i < 11_000; i++) ws.send('{"type":"heartbeat"}')
    })
    const { probe, recorder, walt } = probeOf(server, 10)
    const chat = await probe.open(walt, calm)
    await expect(chat.converse(prompt, calm)).rejects.toMatchObject({ detail: 'it ended by closed' })
    expect(onlyFact(recorder.facts, 'monitor').what).toBe('frame-flood')
  })

  test('needs few timers, however many frames come, and leaves none', async () => {
    await using server = await serveChat((ws) => {
      for (let i = 0; i < 500; i++) ws.send(event('agent_thinking', { reasoning: `step ${i}` }))
      sendAll(ws, answer)
    })
    const { clock, timers } = countingClock(SCALE)
    const { probe, walt } = probeOf(server, SCALE, {}, clock)
    const chat = await probe.open(walt, calm)
    const before = timers.made
    await chat.converse(prompt, calm)
    expect(timers.made - before).toBeLessThan(20)
    await chat.close(calm)
    expect(timers.waiting).toBe(0)
  })

  test('is not begun when the run has been stopped: prompts cost money', async () => {
    await using server = await serveChat(() => undefined)
    const { probe, recorder, walt } = probeOf(server)
    const chat = await probe.open(walt, calm)
    await expect(chat.converse(prompt, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
    await probe.closeAll(calm)
    expect(factsOf(recorder.facts, 'prompt')).toEqual([])
  })
})

describe('the chat probe', () => {
  test('numbers sockets of the run and connections of a user', async () => {
    await using server = await serveChat(() => undefined)
    const { probe, recorder, walt } = probeOf(server)
    const other = { ...walt, user: { ...walt.user, id: 'user-2' } }
    const chats = await Promise.all([probe.open(walt, calm), probe.open(other, calm), probe.open(walt, calm)])
    expect(probe.openCount).toBe(3)
    await probe.closeAll(calm)
    expect(probe.openCount).toBe(0)
    expect(chats.map((chat) => chat.socket)).toEqual(['socket-1', 'socket-2', 'socket-3'])
    const upgrades = factsOf(recorder.facts, 'upgrade')
    expect(new Map(upgrades.map((fact) => [fact.socket, [fact.user, fact.ordinal]]))).toEqual(
      new Map([
        ['socket-1', ['user-1', 1]],
        ['socket-2', ['user-2', 1]],
        ['socket-3', ['user-1', 2]],
      ]),
    )
    await expect(probe.open(walt, calm)).rejects.toThrow('no more sockets')
  })

  test('cuts what does not answer its close, and says so', async () => {
    const frames = serverFrame('text', welcome)
    await using server = await serveRawSockets((socket) => socket.on('data', () => undefined), frames)
    const { probe, recorder, walt } = probeOf(server)
    await probe.open(walt, calm)
    await probe.closeAll(AbortSignal.abort(new Error('out of time')))
    expect(probe.openCount).toBe(0)
    expect(onlyFact(recorder.facts, 'close')).toMatchObject({
      code: 1006,
      initiator: 'client',
      sentCode: 1000,
      scripted: false,
      error: { code: 'terminated' },
    })
    await expect.poll(() => server.connections).toBe(0)
  })

  test.each(waits)('can be stopped while it waits for %s, and leaves no socket', async (_what, serve, act) => {
    const reached = Promise.withResolvers<void>()
    await using server = await serve(reached.resolve)
    const { probe, recorder, walt, clock } = probeOf(server)
    const stop = new AbortController()
    const acting = act(probe, walt, stop.signal).catch((thrown: unknown) => thrown)
    await reached.promise
    using _timer = clock.timer(20 * SCALE, () => stop.abort(new Error('enough')))
    expect(await acting).toMatchObject({ message: 'enough' })
    await probe.closeAll(calm)
    expect(probe.openCount).toBe(0)
    await expect.poll(() => server.connections).toBe(0)
    const opened = factsOf(recorder.facts, 'upgrade').filter((fact) => fact.status === 101)
    expect(factsOf(recorder.facts, 'close')).toHaveLength(opened.length)
  })

  test('keeps no token, however the server gives it back', async () => {
    await using server = await serveSockets((ws, request) => {
      ws.send(welcome)
      ws.send(JSON.stringify({ type: 'debug', headers: request.headers }))
      ws.send(Buffer.from(plantedToken).toString('base64'))
      ws.ping(plantedToken.slice(0, 120))
    })
    const { probe, recorder, walt } = probeOf(server)
    await probe.open(walt, calm)
    await probe.closeAll(calm)
    const kept = JSON.stringify(recorder.facts)
    expect(kept).toContain('Bearer ⟦token:user-1⟧')
    expect(kept).not.toContain(plantedToken.split('.')[2])
    expect(kept).not.toContain(Buffer.from(plantedToken).toString('base64').slice(0, 60))
  })
})
