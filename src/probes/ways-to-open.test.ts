import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { createChatProbe } from './chat-probe.ts'
import { NeverStarted } from './halt.ts'
import { serveSockets, textOf } from './loopback.builder.ts'
import { calm, factsOf, probeParts, signedInWalt, targetAt } from './probe-parts.builder.ts'
import { createStartGate } from './start-gate.ts'

const welcome = JSON.stringify({ type: 'connection_established', data: { user_id: 'e2e-walt' } })
const prompt = { text: 'Hello', nonce: '4821-7390-1562', expected: '1562.7390.4821', conversation: 'user-1/1' }
const SCALE = 20
const impatient = {
  thresholds: {
    welcome: { warnMs: 60_000, failMs: 60_000 },
    firstEvent: { warnMs: 10_000, failMs: 10_000 },
  },
}

function probeAt(port: number) {
  const parts = probeParts(SCALE)
  const probe = createChatProbe({ ...parts, target: targetAt({ ws: port }, impatient) })
  return { ...parts, probe, walt: signedInWalt(parts.mask), [Symbol.dispose]: () => parts[Symbol.dispose]() }
}

const failed = JSON.stringify({ type: 'agent_error', data: { error_message: 'maximum engine limit' } })

function serveRefusal(before: readonly string[] = []) {
  return serveSockets((ws: WebSocket) => {
    ws.send(welcome)
    ws.on('message', () => {
      for (const frame of [...before, failed]) ws.send(frame)
    })
  })
}

test('who is hasty speaks before the welcome', async () => {
  const heard = Promise.withResolvers<string>()
  await using server = await serveSockets((ws) => ws.on('message', (data) => heard.resolve(textOf(data))))
  using run = probeAt(server.port)
  const chat = await run.probe.open(run.walt, calm, { hasty: true })
  expect(chat.shakesHands).toBe(false)
  const talking = chat.converse(prompt, calm).catch((error: unknown) => error)
  expect(await heard.promise).toContain('"content":"Hello"')
  await run.probe.closeAll(calm)
  expect(await talking).toMatchObject({ message: expect.stringContaining('it ended by closed') })
})

test('requests leave together, and how far apart is recorded with each', async () => {
  await using server = await serveSockets((ws) => ws.send(welcome))
  using run = probeAt(server.port)
  const places = run.probe.gate('gate-1', [0, 0, 0])
  await Promise.all(places.map((place) => run.probe.open(run.walt, calm, { place, once: true })))
  await run.probe.closeAll(calm)
  const together = factsOf(run.recorder.facts, 'upgrade').map((fact) => fact.together)
  expect(together).toMatchObject(Array.from({ length: 3 }, () => ({ gate: 'gate-1', size: 3, offsetMs: 0 })))
  const left = together.map((each) => each?.releasedMs ?? Number.NaN)
  expect(Math.max(...left) - Math.min(...left)).toBeLessThan(1_000)
})

test('a connection that cannot be made holds nobody back', async () => {
  await using server = await serveSockets((ws) => ws.send(welcome))
  using run = probeAt(server.port)
  using nowhere = probeAt(1)
  const forEver = { clock: run.clock, name: 'gate-1', patienceMs: 10_000_000 }
  const [first, second] = createStartGate({ ...forEver, offsetsMs: [0, 0] })
  if (first === undefined || second === undefined) throw new Error('a gate has as many places as offsets')
  const refused = nowhere.probe.open(nowhere.walt, calm, { place: second, once: true }).catch((error: unknown) => error)
  const chat = await run.probe.open(run.walt, calm, { place: first, once: true })
  expect(await refused).toBeInstanceOf(Error)
  await chat.close(calm)
  expect(factsOf(run.recorder.facts, 'close')).toMatchObject([{ code: 1000, initiator: 'client' }])
})

test('a refusal by the agent that is reckoned with is no reason to stop', async () => {
  await using server = await serveRefusal()
  using run = probeAt(server.port)
  const chat = await run.probe.open(run.walt, calm)
  await expect(chat.converse({ ...prompt, refusable: true }, calm)).resolves.toBeUndefined()
  await expect(chat.converse(prompt, calm)).rejects.toThrow('before any other event')
  await run.probe.closeAll(calm)
})

test('an agent that fails later has not refused', async () => {
  const started = JSON.stringify({ type: 'agent_started', agent_name: 'Supervisor', data: {} })
  await using server = await serveRefusal([started])
  using run = probeAt(server.port)
  const chat = await run.probe.open(run.walt, calm)
  await expect(chat.converse({ ...prompt, refusable: true }, calm)).rejects.toThrow('it ended by error')
  await run.probe.closeAll(calm)
})

test('after a prompt without any event a look over HTTP follows', async () => {
  await using server = await serveSockets((ws) => ws.send(welcome))
  using run = probeAt(server.port)
  const chat = await run.probe.open(run.walt, calm)
  await expect(chat.converse(prompt, calm)).rejects.toBeInstanceOf(NeverStarted)
  expect(factsOf(run.recorder.facts, 'http').map(({ purpose }) => purpose)).toEqual(['agent-route', 'threads'])
  await run.probe.closeAll(calm)
})
