import { describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { serveBalanced } from './balancer.builder.ts'
import { createChatProbe } from './chat-probe.ts'
import { type Loopback, serveHttp, serveSockets, textOf } from './loopback.builder.ts'
import { createPlatformProbe } from './platform-probe.ts'
import { calm, factsOf, onlyFact, probeParts, signedInWalt, targetAt } from './probe-parts.builder.ts'

const SCALE = 50
const welcome = JSON.stringify({ type: 'connection_established', data: { user_id: 'e2e-walt' } })
const event = (type: string, more: object = {}) =>
  JSON.stringify({ type, run_id: 'run_1', agent_name: 'Supervisor', data: more })
const rest = [event('tool_executing', { tool_name: 'x' }), event('tool_completed', { tool_name: 'x' })]
const end = event('agent_completed', { result: 'It is 1562.7390.4821.' })
const prompt = {
  text: 'Take the reference 4821-7390-1562 and turn it around.',
  nonce: '4821-7390-1562',
  expected: '1562.7390.4821',
  conversation: 'user-1/1',
}

function probeOf(server: Loopback, timeScale = SCALE) {
  const parts = probeParts(timeScale)
  const probe = createChatProbe({ ...parts, target: targetAt({ ws: server.port }) })
  return { ...parts, probe, walt: signedInWalt(parts.mask) }
}

const greet = (ws: WebSocket) => ws.send(welcome)

/** Welcomes everybody, begins to answer a prompt, and gives the rest to the second socket. */
function serveReturn(): Promise<Loopback> {
  let sockets = 0
  return serveSockets((ws) => {
    sockets += 1
    greet(ws)
    if (sockets === 2) for (const frame of [...rest, end]) ws.send(frame)
    ws.on('message', (data) => {
      if (JSON.parse(textOf(data)).type !== 'user_message') return
      ws.send(event('agent_started'))
      ws.send(event('agent_thinking', { reasoning: 'hm' }))
    })
  })
}

describe('a conversation whose socket is lost', () => {
  test('is left at the wished event and goes on where it is resumed, also with what came before the probe was ready', async () => {
    await using server = await serveReturn()
    const { probe, recorder, walt } = probeOf(server)
    const lost = await probe.open(walt, calm)
    await lost.converse({ ...prompt, until: 'agent_thinking' }, calm)
    await lost.drop(calm)
    const chat = await probe.open(walt, calm, { resumes: lost.socket })
    await chat.follow(calm)
    await probe.closeAll(calm)
    const [dropped] = factsOf(recorder.facts, 'close')
    expect(dropped).toMatchObject({ code: 1006, initiator: 'client', sentCode: null, scripted: true, error: null })
    expect(factsOf(recorder.facts, 'upgrade').map(({ resumes }) => resumes)).toEqual([undefined, 'socket-1'])
    expect(factsOf(recorder.facts, 'prompt')).toHaveLength(1)
  })

  test('ends in silence when nobody goes on with it', async () => {
    await using server = await serveSockets((ws) => {
      greet(ws)
      ws.on('message', (data) => {
        if (JSON.parse(textOf(data)).type === 'user_message') ws.send(event('agent_started'))
      })
    })
    const { probe, walt } = probeOf(server, 2_000)
    const lost = await probe.open(walt, calm)
    await lost.converse({ ...prompt, until: 'agent_started' }, calm)
    await lost.drop(calm)
    const chat = await probe.open(walt, calm, { resumes: lost.socket })
    await expect(chat.follow(calm)).rejects.toMatchObject({ step: 'conversation', detail: 'it ended by silence' })
    await probe.closeAll(calm)
  })

  test('a socket that is gone can be dropped all the same, and that is no doing of ours', async () => {
    await using server = await serveSockets((ws) => {
      greet(ws)
      ws.on('message', () => ws.terminate())
    })
    const { probe, recorder, walt } = probeOf(server)
    const chat = await probe.open(walt, calm)
    await expect(chat.converse(prompt, calm)).rejects.toMatchObject({ detail: 'it ended by closed' })
    await chat.drop(calm)
    expect(onlyFact(recorder.facts, 'close')).toMatchObject({ initiator: 'none', scripted: false })
  })

  test('following what was not begun is a defect of the scenario', async () => {
    await using server = await serveSockets(greet)
    const { probe, walt } = probeOf(server)
    const chat = await probe.open(walt, calm)
    await expect(chat.follow(calm)).rejects.toThrow('has not begun')
    await probe.closeAll(calm)
  })
})

describe('the thread of a second prompt', () => {
  const threads = async (named: readonly string[]) => {
    const heard: unknown[] = []
    await using server = await serveSockets((ws) => {
      greet(ws)
      ws.on('message', (data) => {
        const message = JSON.parse(textOf(data))
        if (message.type !== 'user_message') return
        heard.push(message.payload.thread_id ?? null)
        const types = ['agent_started', 'agent_thinking', 'agent_completed']
        for (const [index, type] of types.entries()) {
          const thread_id = named[index % named.length] ?? null
          ws.send(event(type, { thread_id, result: `It is ${prompt.expected}.` }))
        }
      })
    })
    const { probe, walt } = probeOf(server)
    const chat = await probe.open(walt, calm)
    for (const conversation of ['user-1/1', 'user-1/2']) await chat.converse({ ...prompt, conversation }, calm)
    await probe.closeAll(calm)
    return heard
  }

  test.each<[string, readonly string[], unknown]>([
    ['the one that the first one’s events named', ['thread_7'], 'thread_7'],
    ['none where they named none', [], null],
    ['none where they disagreed', ['thread_7', 'thread_8'], null],
  ])('is %s', async (_what, named, second) => {
    expect(await threads(named)).toEqual([null, second])
  })
})

describe('the instance', () => {
  const two = { instances: ['alpha', 'beta'], onOpen: greet }

  test('is left to the balancer, stayed with, or avoided, and evidence tells which without the cookie', async () => {
    await using server = await serveBalanced(two)
    const { probe, recorder, walt } = probeOf(server)
    const first = await probe.open(walt, calm)
    await probe.open(walt, calm, { near: first.socket })
    await probe.open(walt, calm, { far: first.socket })
    await probe.closeAll(calm)
    expect(factsOf(recorder.facts, 'upgrade').map(({ affinity }) => affinity)).toEqual([
      { sent: null, given: 'cookie-1' },
      { sent: 'cookie-1', given: null },
      { sent: 'cookie-2', given: null },
    ])
    expect(server.asked.filter(({ upgrade }) => upgrade).map(({ cookie }) => cookie)).toEqual([
      null,
      'GENERATED_COOKIE=alpha',
      'GENERATED_COOKIE=beta',
    ])
    expect(JSON.stringify(recorder.facts)).not.toMatch(/alpha|beta/)
  })

  test.each([
    ['there is only one', ['alpha'], 6],
    ['the target ties nobody to one', [], 0],
  ])('cannot be avoided where %s: then no cookie is sent', async (_why, instances, looks) => {
    await using server = await serveBalanced({ ...two, instances })
    const { probe, recorder, walt } = probeOf(server)
    const first = await probe.open(walt, calm)
    await probe.open(walt, calm, { far: first.socket })
    await probe.closeAll(calm)
    expect(factsOf(recorder.facts, 'http').filter(({ purpose }) => purpose === 'instance')).toHaveLength(looks)
    expect(server.asked.at(-1)).toEqual({ path: '/ws', upgrade: true, cookie: null })
  })

  test('of a socket that was never opened is a defect of the scenario', async () => {
    await using server = await serveBalanced(two)
    const { probe, walt } = probeOf(server)
    await expect(probe.open(walt, calm, { near: 'socket-9' })).rejects.toThrow('socket-9, which has not been connected')
  })
})

describe('a refused upgrade', () => {
  const once = (status: number) => ({
    instances: [],
    statusOf: (nth: number) => (nth === 1 ? status : 101),
    onOpen: greet,
  })

  test.each([403, 500, 502, 503])(
    'of status %i is looked at again after 5 s, and still halts the user',
    async (status) => {
      await using server = await serveBalanced(once(status))
      const { probe, recorder, walt } = probeOf(server)
      await expect(probe.open(walt, calm)).rejects.toMatchObject({ step: 'upgrade', status })
      const [refused, looked] = factsOf(recorder.facts, 'upgrade')
      expect([refused?.status, looked?.status, looked?.ordinal]).toEqual([status, 101, 2])
      expect((looked?.atMs ?? 0) - (refused?.endMs ?? 0)).toBeGreaterThanOrEqual(4_900)
      expect(onlyFact(recorder.facts, 'close')).toMatchObject({ code: 1000, initiator: 'client', scripted: true })
      expect(probe.openCount).toBe(0)
    },
  )

  test('that stays refused is refused once more, and no more', async () => {
    await using server = await serveBalanced({ ...once(403), statusOf: () => 403 })
    const { probe, recorder, walt } = probeOf(server)
    await expect(probe.open(walt, calm)).rejects.toMatchObject({ step: 'upgrade' })
    expect(factsOf(recorder.facts, 'upgrade').map(({ status }) => status)).toEqual([403, 403])
  })

  test.each([401, 404, 429])('of status %i is left alone', async (status) => {
    await using server = await serveBalanced(once(status))
    const { probe, recorder, walt } = probeOf(server)
    await expect(probe.open(walt, calm)).rejects.toMatchObject({ step: 'upgrade' })
    expect(onlyFact(recorder.facts, 'upgrade').status).toBe(status)
  })

  test('is left alone by a scenario that tries again by itself', async () => {
    await using server = await serveBalanced(once(403))
    const { probe, recorder, walt } = probeOf(server)
    await expect(probe.open(walt, calm, { once: true })).rejects.toMatchObject({ step: 'upgrade' })
    expect(onlyFact(recorder.facts, 'upgrade').status).toBe(403)
  })
})

describe('a socket that is held open', () => {
  const sentTypes = (recorder: ReturnType<typeof probeParts>['recorder']) =>
    new Set(factsOf(recorder.facts, 'frame').flatMap(({ direction, opcode }) => (direction === 'out' ? opcode : [])))

  test.each([
    [true, ['ping', 'text']],
    [false, []],
  ])('with pings: %s, says only that', async (pings, sent) => {
    await using server = await serveSockets(greet)
    const { probe, recorder, walt } = probeOf(server, 200)
    const chat = await probe.open(walt, calm)
    await chat.hold({ forMs: 70_000, pings }, calm)
    expect(sentTypes(recorder)).toEqual(new Set(sent))
    await chat.close(calm)
  })

  test('halts the user when it ends', async () => {
    await using server = await serveSockets((ws) => {
      greet(ws)
      ws.on('ping', () => ws.close(1001, 'going away'))
    })
    const { probe, walt } = probeOf(server, 200)
    const chat = await probe.open(walt, calm)
    await expect(chat.hold({ forMs: 600_000 }, calm)).rejects.toMatchObject({ name: 'Halt', step: 'hold' })
    await probe.closeAll(calm)
  })

  test('can be stopped', async () => {
    await using server = await serveSockets(greet)
    const { probe, walt, clock } = probeOf(server)
    const chat = await probe.open(walt, calm)
    const stop = new AbortController()
    using _timer = clock.timer(1_000, () => stop.abort(new Error('enough')))
    await expect(chat.hold({ forMs: 600_000 }, stop.signal)).rejects.toThrow('enough')
    await probe.closeAll(calm)
  })
})

describe('waiting for a healthy API', () => {
  const waitFor = async (statuses: readonly number[], timeScale = SCALE) => {
    let asked = 0
    await using server = await serveHttp((_request, response) => {
      response.writeHead(statuses[Math.min(asked++, statuses.length - 1)] ?? 500).end()
    })
    using parts = probeParts(timeScale)
    const probe = createPlatformProbe({ ...parts, target: targetAt({ api: server.port }) })
    const outcome = await probe.awaitHealthy(calm).catch((error: unknown) => error)
    return { outcome, facts: factsOf(parts.recorder.facts, 'http') }
  }

  test('asks every 2 s until it says 200', async () => {
    const { outcome, facts } = await waitFor([503, 503, 200])
    expect(outcome).toBeUndefined()
    expect(facts.map(({ purpose, status }) => [purpose, status])).toEqual([
      ['health-watch', 503],
      ['health-watch', 503],
      ['health-watch', 200],
    ])
    expect((facts[1]?.atMs ?? 0) - (facts[0]?.endMs ?? 0)).toBeGreaterThanOrEqual(1_900)
  })

  test('gives up after a minute', async () => {
    const { outcome, facts } = await waitFor([503], 500)
    expect(outcome).toMatchObject({ step: 'platform' })
    expect(facts.length).toBeLessThanOrEqual(31)
  })
})
