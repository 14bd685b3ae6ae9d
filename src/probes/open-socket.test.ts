import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { closePayload, type Loopback, serveRawSockets, serverFrame, serveSockets, textOf } from './loopback.builder.ts'
import { OpenSocket } from './open-socket.ts'
import { calm, factsOf, onlyFact, plantedToken, probeParts } from './probe-parts.builder.ts'
import { upgrade } from './upgrade.ts'

type Parts = ReturnType<typeof probeParts>

async function openTo(server: Loopback, parts: Parts): Promise<OpenSocket> {
  const outcome = await upgrade(
    { clock: parts.clock, signal: calm },
    {
      url: `ws://127.0.0.1:${server.port}/ws`,
      token: new Secret(plantedToken),
      transport: 'header',
      cookie: null,
      deadlineMs: 5_000 * parts.clock.timeScale,
      onOpen: (ws) => new OpenSocket(ws, { user: 'user-1', socket: 'socket-1' }, parts),
    },
  )
  if (outcome.kind !== 'open') throw new Error(`not open: ${outcome.answer.error?.message}`)
  return outcome.opened
}

/** What is recorded of a server that writes bytes, from the upgrade to the end of the socket. */
async function recorded(write: (socket: Socket) => void) {
  await using server = await serveRawSockets(write)
  using parts = probeParts()
  const socket = await openTo(server, parts)
  await socket.closed
  return { frames: factsOf(parts.recorder.facts, 'frame'), close: onlyFact(parts.recorder.facts, 'close'), parts }
}

const end = serverFrame('close', closePayload(1000))
const twoParts = [serverFrame('text', '{"a":', false), serverFrame('ping', 'mid'), serverFrame('continuation', '"é"}')]

describe('frames', () => {
  test.each<[string, Buffer[], object[]]>([
    ['text', [serverFrame('text', '{"type":"é"}')], [{ opcode: 'text', bytes: 13, data: '{"type":"é"}' }]],
    [
      'binary as base64',
      [serverFrame('binary', Buffer.from([0, 255]))],
      [{ opcode: 'binary', bytes: 2, data: 'AP8=' }],
    ],
    ['empty', [serverFrame('text')], [{ opcode: 'text', bytes: 0, data: '' }]],
    ['pong', [serverFrame('pong', 'x')], [{ opcode: 'pong', bytes: 1, data: 'x' }]],
    ['fragments as one', twoParts, [{ opcode: 'ping' }, { opcode: 'pong', direction: 'out' }, { data: '{"a":"é"}' }]],
    ['no JSON', [serverFrame('text', 'oops {')], [{ opcode: 'text', data: 'oops {' }]],
  ])('are kept as they came: %s', async (_what, sent, kept) => {
    const { frames, close } = await recorded((socket) => socket.write(Buffer.concat([...sent, end])))
    expect(frames).toHaveLength(kept.length)
    expect(frames).toMatchObject(kept.map((each) => ({ direction: 'in', user: 'user-1', socket: 'socket-1', ...each })))
    expect(frames.every((frame, at) => frame.atMs >= (frames[at - 1]?.atMs ?? 0))).toBe(true)
    expect(close.code).toBe(1000)
  })

  test('are pinged every 20 s, and answered with pongs that are kept', async () => {
    await using server = await serveSockets(() => undefined)
    using parts = probeParts(400)
    const socket = await openTo(server, parts)
    const seen = () => factsOf(parts.recorder.facts, 'frame').map((frame) => `${frame.direction} ${frame.opcode}`)
    await expect.poll(seen).toEqual(expect.arrayContaining(['out ping', 'in pong']))
    const [first] = factsOf(parts.recorder.facts, 'frame')
    expect((first?.atMs ?? 0) - socket.openedAtMs).toBeGreaterThanOrEqual(19_000)
    socket.close({ scripted: true })
    await socket.closed
  })

  test('that ping us are answered once each', async () => {
    const pongs: string[] = []
    await using server = await serveSockets((ws) => {
      ws.on('pong', (data) => pongs.push(data.toString()))
      for (const payload of ['a', 'b']) ws.ping(payload)
      ws.on('message', () => ws.close(1000))
    })
    using parts = probeParts()
    const socket = await openTo(server, parts)
    socket.send({ done: true })
    await socket.closed
    expect(pongs).toEqual(['a', 'b'])
  })

  test('are heard by one listener after they are recorded, and nothing is sent once the socket has ended', async () => {
    await using server = await serveSockets((ws) => ws.on('message', (data) => ws.send(`echo ${textOf(data)}`)))
    using parts = probeParts()
    const socket = await openTo(server, parts)
    const heard = Promise.withResolvers<string>()
    socket.listen({ onText: (text, _atMs, seq) => heard.resolve(`${text} ${seq}`), onClosed: () => undefined })
    expect(socket.send({ n: 1 })).toBe(0)
    expect(await heard.promise).toBe('echo {"n":1} 1')
    socket.close({ scripted: true })
    expect([socket.isOpen, socket.send({ n: 2 })]).toEqual([false, null])
    await socket.closed
    expect(socket.send({ n: 3 })).toBeNull()
    expect(factsOf(parts.recorder.facts, 'frame')).toHaveLength(2)
  })

  test('stop when more come than are kept: the flood is noted and the connection cut', async () => {
    const burst = Buffer.concat(Array.from({ length: 1_000 }, () => serverFrame('text', '{"type":"agent_thinking"}')))
    const { frames, close, parts } = await recorded((socket) => {
      for (let i = 0; i < 12; i++) socket.write(burst)
    })
    expect(frames).toHaveLength(10_000)
    expect(onlyFact(parts.recorder.facts, 'monitor')).toMatchObject({ what: 'frame-flood', user: 'user-1' })
    expect(close).toMatchObject({ code: 1006, initiator: 'client', sentCode: null, error: { code: 'frame-flood' } })
  })
})

describe('the end of a socket', () => {
  test.each<[string, (socket: Socket) => void, object]>([
    [
      '1011 with a reason',
      (socket) => void socket.write(serverFrame('close', closePayload(1011, 'main mode error'))),
      { code: 1011, reason: 'main mode error', initiator: 'server', sentCode: 1011, error: null },
    ],
    [
      'a close without a code',
      (s) => void s.write(serverFrame('close')),
      { code: 1005, initiator: 'server', sentCode: null },
    ],
    ['FIN without a close', (s) => void s.end(), { code: 1006, initiator: 'none', sentCode: null, error: null }],
    ['a reset', (s) => void s.resetAndDestroy(), { code: 1006, initiator: 'none', sentCode: null, error: null }],
    [
      'text that is not UTF-8',
      (s) => void s.write(serverFrame('text', Buffer.from([0xc3, 0x28]))),
      { code: 1006, initiator: 'client', sentCode: 1007, error: { code: 'WS_ERR_INVALID_UTF8' } },
    ],
    [
      'a frame above 4 MiB',
      (s) => void s.write(serverFrame('text', 'x'.repeat(4 * 1024 * 1024 + 1))),
      { code: 1006, sentCode: 1009, error: { code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' } },
    ],
    [
      'a reserved opcode',
      (s) => void s.write(Buffer.from([0x83, 0])),
      { code: 1006, initiator: 'client', sentCode: 1002, error: { code: 'WS_ERR_INVALID_OPCODE' } },
    ],
    [
      'a close code that may not be sent',
      (s) => void s.write(serverFrame('close', closePayload(1006))),
      { code: 1006, initiator: 'client', sentCode: 1002, error: { code: 'WS_ERR_INVALID_CLOSE_CODE' } },
    ],
  ])('is kept with who moved first: %s', async (_what, write, expected) => {
    const { close } = await recorded(write)
    expect(close).toMatchObject({ scripted: false, ...expected })
    expect(close.ageMs).toBeGreaterThan(0)
    expect(close.loopDelayMs).toBeGreaterThanOrEqual(0)
  })

  test('is ours when the script says so, and answered by the server', async () => {
    await using server = await serveSockets(() => undefined)
    using parts = probeParts()
    const socket = await openTo(server, parts)
    socket.close({ scripted: true })
    socket.close({ scripted: false })
    await socket.closed
    const expected = { code: 1000, initiator: 'client', sentCode: 1000, scripted: true, error: null }
    expect(onlyFact(parts.recorder.facts, 'close')).toMatchObject(expected)
  })

  test('comes 5 s after our close when the server ignores it', async () => {
    await using server = await serveRawSockets((socket) => socket.on('data', () => undefined))
    using parts = probeParts(20)
    const socket = await openTo(server, parts)
    socket.close({ scripted: true })
    await socket.closed
    const close = onlyFact(parts.recorder.facts, 'close')
    expect(close).toMatchObject({ code: 1006, initiator: 'client', sentCode: 1000, scripted: true })
    expect(close.ageMs).toBeGreaterThanOrEqual(4_900)
  })

  test('shows no secret that its reason or a frame gives away', async () => {
    await using server = await serveRawSockets((socket) => {
      socket.write(serverFrame('text', `{"token":"${plantedToken}"}`))
      socket.write(serverFrame('close', closePayload(1008, 'key open-sesame-42')))
    })
    using parts = probeParts()
    parts.mask.add(new Secret('open-sesame-42'), 'sign-in-key')
    await (await openTo(server, parts)).closed
    expect(onlyFact(parts.recorder.facts, 'close').reason).toBe('key ⟦sign-in-key⟧')
    expect(JSON.stringify(parts.recorder.facts)).not.toMatch(/open-sesame|c2lnbmF0dXJl/)
  })
})
