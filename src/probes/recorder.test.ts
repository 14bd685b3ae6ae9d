import { describe, expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { createMask } from '../kernel/mask.ts'
import { Secret } from '../kernel/secret.ts'
import type { NewFact } from './clean-fact.ts'
import { factsOf, onlyFact, plantedToken } from './probe-parts.builder.ts'
import { createRecorder } from './recorder.ts'

const timings = { dnsMs: null, tcpMs: null, tlsMs: null, firstByteMs: null }

function frame(data: string, socket = 'socket-1'): NewFact {
  const bytes = data.length
  return { kind: 'frame', atMs: 1, user: 'user-1', socket, direction: 'in', opcode: 'text', bytes, data }
}

function fresh() {
  const mask = createMask()
  return { mask, recorder: createRecorder({ clock: createClock(), mask }) }
}

describe('the recorder', () => {
  test('numbers facts in their order and gives each its number', () => {
    const { recorder } = fresh()
    expect([recorder.record(frame('a')), recorder.record(frame('b'))]).toEqual([0, 1])
    expect(recorder.facts.map((fact) => fact.seq)).toEqual([0, 1])
  })

  test.each<[string, (secret: string) => NewFact]>([
    ['a frame', frame],
    ['a header', (s) => http({ headers: { 'x-echo': `Bearer ${s}` } })],
    ['a body', (s) => http({ body: JSON.stringify({ nested: { again: s } }) })],
    ['a URL', (s) => http({ url: `http://127.0.0.1/?t=${encodeURIComponent(s)}` })],
    ['an error', (s) => http({ error: { code: 'unknown', message: `refused ${s}` } })],
    ['a subprotocol', (s) => upgradeFact({ protocol: `jwt.${Buffer.from(s).toString('base64url')}` })],
    ['a close reason', (s) => closeFact(s)],
    ['a prompt', (s) => promptFact(s)],
    ['a note of our own', (s) => monitorFact(s)],
  ])('masks a known secret in %s', (_where, fact) => {
    const { mask, recorder } = fresh()
    const secret = 'correct horse+battery/staple"ü'
    mask.add(new Secret(secret), 'token:user-1')
    recorder.record(fact(secret))
    const kept = JSON.stringify(recorder.facts)
    expect(kept).toContain('⟦token:user-1⟧')
    expect(kept).not.toContain('horse')
  })

  test('masks a token that nobody told it about', () => {
    const { recorder } = fresh()
    recorder.record(frame(`{"type":"token_refreshed","token":"${plantedToken}"}`))
    expect(onlyFact(recorder.facts, 'frame').data).toBe('{"type":"token_refreshed","token":"⟦jwt⟧"}')
  })

  test('keeps ten thousand frames of a socket, then one note, and nothing more of it', () => {
    const { recorder } = fresh()
    for (let i = 0; i < 10_050; i++) recorder.record(frame('{}'))
    expect(factsOf(recorder.facts, 'frame')).toHaveLength(10_000)
    expect(onlyFact(recorder.facts, 'monitor')).toMatchObject({ what: 'frame-flood', user: 'user-1', seq: 10_000 })
    expect(recorder.hasRoom('socket-1')).toBe(false)
  })

  test('counts the size of frames too, and each socket for itself', () => {
    const { recorder } = fresh()
    for (let i = 0; i < 5; i++) recorder.record(frame('x'.repeat(4 * 1024 * 1024)))
    recorder.record(frame('{}', 'socket-2'))
    expect(factsOf(recorder.facts, 'frame').map((fact) => fact.socket)).toEqual([
      ...Array(4).fill('socket-1'),
      'socket-2',
    ])
    expect([recorder.hasRoom('socket-1'), recorder.hasRoom('socket-2')]).toEqual([false, true])
  })
})

function http(more: Partial<Extract<NewFact, { kind: 'http' }>>): NewFact {
  return {
    kind: 'http',
    atMs: 0,
    endMs: 1,
    user: null,
    role: 'api',
    purpose: 'health',
    method: 'GET',
    url: 'http://127.0.0.1/',
    status: 200,
    headers: {},
    body: '',
    bodyBytes: 0,
    remoteAddress: null,
    timings,
    error: null,
    ...more,
  }
}

function upgradeFact(more: { protocol: string }): NewFact {
  return {
    kind: 'upgrade',
    atMs: 0,
    endMs: 1,
    user: 'user-1',
    socket: 'socket-1',
    url: 'ws://127.0.0.1/ws',
    token: 'token:user-1',
    ordinal: 1,
    status: 101,
    headers: {},
    body: '',
    remoteAddress: null,
    timings,
    error: null,
    ...more,
  }
}

function closeFact(reason: string): NewFact {
  return {
    kind: 'close',
    atMs: 0,
    user: 'user-1',
    socket: 'socket-1',
    code: 1011,
    reason,
    initiator: 'server',
    sentCode: null,
    scripted: false,
    error: null,
    ageMs: 1,
    loopDelayMs: 0,
  }
}

function promptFact(text: string): NewFact {
  const names = { conversation: 'user-1/1', nonce: '4821-7390-1562', expected: '1562.7390.4821' }
  return { kind: 'prompt', atMs: 0, user: 'user-1', socket: 'socket-1', frame: 0, text, ...names }
}

function monitorFact(detail: string): NewFact {
  return { kind: 'monitor', atMs: 0, user: null, what: 'offline', durationMs: 0, detail }
}
