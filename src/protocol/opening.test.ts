import { expect, test } from 'vitest'
import { createOpening, type Opening } from './opening.ts'
import { unwrap } from './unwrap.ts'

/** Feeds frames and lets the time pass up to each of them. */
function play(opening: Opening, frames: readonly (readonly [atMs: number, frame: unknown])[]): void {
  for (const [atMs, frame] of frames) {
    passTo(opening, atMs)
    const unwrapped = unwrap(JSON.stringify(frame))
    if (unwrapped.kind === 'events') for (const event of unwrapped.events) opening.see(event, atMs)
  }
}

function passTo(opening: Opening, nowMs: number): void {
  const dueMs = opening.nextDeadlineMs()
  if (dueMs !== null && dueMs <= nowMs) opening.tick(dueMs)
}

const welcome = { type: 'connection_established', data: { connection_id: 'ws_conn_1', user_id: 'e2e-moni' } }
const response = { type: 'handshake_response', thread_id: 'thread_cli_25_e1cf9405' }
const complete = { type: 'handshake_complete' }
const acknowledged = { type: 'handshake_acknowledged', thread_id: 'thread_cli_25_e1cf9405', timestamp: 'now' }

test.each([
  [
    'of the tagged code',
    {
      type: 'connection_established',
      data: {
        mode: 'main',
        user_id: 'demo-use...',
        connection_id: 'main_1a2b3c4d',
        timestamp: '2025-09-18T15:00:00+00:00',
      },
    },
    { userId: 'demo-use...', connectionId: 'main_1a2b3c4d', mode: 'main', atMs: 790 },
  ],
  [
    'spelled connect',
    { type: 'connect', data: { mode: 'main', user_id: 'demo-use...', connection_id: 'main_56e7a6f2' } },
    { userId: 'demo-use...', connectionId: 'main_56e7a6f2', mode: 'main', atMs: 790 },
  ],
  [
    'inside a system message',
    { type: 'system_message', data: { event: 'connection_established', connection_id: 'ws_1', user_id: 'u' } },
    { userId: 'u', connectionId: 'ws_1', mode: null, atMs: 790 },
  ],
  [
    'spelled connection_ready',
    { type: 'connection_ready', user_id: 'u' },
    { userId: 'u', connectionId: null, mode: null, atMs: 790 },
  ],
  [
    'of the demo',
    {
      type: 'connection_established',
      connection_id: 'c',
      message: 'Welcome to Netra AI Demo! Send a message to start.',
    },
    { userId: null, connectionId: 'c', mode: null, atMs: 790 },
  ],
  ['without anything', { type: 'connection_established' }, { userId: null, connectionId: null, mode: null, atMs: 790 }],
])('the welcome %s is understood', (_name, frame, expected) => {
  const opening = createOpening({})
  play(opening, [[790, frame]])
  expect(opening.welcome).toEqual(expected)
  expect(opening.state).toBe('waiting')
  opening.tick(2_790)
  expect(opening.state).toBe('ready')
  expect(opening.threadId).toBeNull()
  expect(opening.toSend()).toEqual([])
})

test('before the welcome only frames are waited for', () => {
  const opening = createOpening({})
  play(opening, [
    [10, { type: 'handshake_validation', timestamp: 1_757_452_134.4, validation_id: 'test_1' }],
    [20, { type: 'heartbeat' }],
  ])
  expect(opening.nextDeadlineMs()).toBeNull()
  opening.tick(1_000_000)
  expect(opening.state).toBe('waiting')
})

test.each([
  [
    'welcome, response, complete',
    [
      [0, welcome],
      [100, response],
      [300, complete],
    ],
    800,
  ],
  [
    'response, complete, welcome',
    [
      [0, response],
      [100, complete],
      [300, welcome],
    ],
    800,
  ],
  [
    'response, welcome, complete',
    [
      [0, response],
      [100, welcome],
      [400, complete],
    ],
    900,
  ],
  [
    'welcome, response, and no complete',
    [
      [0, welcome],
      [1_900, response],
    ],
    4_400,
  ],
  [
    'response, welcome late, and no complete',
    [
      [0, response],
      [5_000, welcome],
    ],
    5_500,
  ],
  [
    'response twice',
    [
      [0, welcome],
      [100, response],
      [200, response],
      [300, complete],
    ],
    800,
  ],
] as const)('the handshake %s is ready in time', (_name, frames, readyAtMs) => {
  const opening = createOpening({})
  play(opening, frames)
  expect(opening.nextDeadlineMs()).toBe(readyAtMs)
  opening.tick(readyAtMs - 1)
  expect(opening.state).toBe('waiting')
  opening.tick(readyAtMs)
  expect(opening.state).toBe('ready')
  expect(opening.threadId).toBe('thread_cli_25_e1cf9405')
  expect(opening.nextDeadlineMs()).toBeNull()
})

test('a handshake response is acknowledged at once, before the welcome and after readiness too', () => {
  const early = createOpening({})
  play(early, [[0, response]])
  expect(early.toSend('now')).toEqual([acknowledged])
  expect(early.toSend('now')).toEqual([])
  const late = createOpening({})
  play(late, [
    [0, welcome],
    [8_000, response],
  ])
  expect(late.state).toBe('ready')
  expect(late.toSend('now')).toEqual([acknowledged])
  expect(late.threadId).toBe('thread_cli_25_e1cf9405')
})

test('an acknowledgement without our time has no timestamp, and without thread none', () => {
  const opening = createOpening({})
  play(opening, [[0, { type: 'handshake_response' }]])
  expect(opening.toSend()).toEqual([{ type: 'handshake_acknowledged' }])
})

test('where a handshake is announced it may take ten seconds', () => {
  const opening = createOpening({ dialectHint: 'handshake' })
  play(opening, [[0, welcome]])
  expect(opening.nextDeadlineMs()).toBe(10_000)
})

test('the thread can come with the welcome, and never is the connection', () => {
  const opening = createOpening({})
  play(opening, [[0, { type: 'connection_established', data: { connection_id: 'ws_1', thread_id: 'thread_1' } }]])
  expect(opening.threadId).toBe('thread_1')
})

test('a second welcome adds what the first did not say and changes nothing else', () => {
  const opening = createOpening({})
  play(opening, [
    [5, { type: 'connection_established', connection_id: 'a' }],
    [9, { type: 'connection_ready', user_id: 'u', connection_id: 'b' }],
  ])
  expect(opening.welcome).toEqual({ userId: 'u', connectionId: 'a', mode: null, atMs: 5 })
})

test('a socket that ends before it is ready has failed, and one that was ready was', () => {
  const opening = createOpening({})
  opening.closed(100)
  expect(opening.state).toBe('failed')
  const ready = createOpening({})
  play(ready, [[0, welcome]])
  ready.tick(2_000)
  ready.closed(2_100)
  expect(ready.state).toBe('ready')
})

test('after an error frame the close is awaited for a while, and a welcome still counts', () => {
  const error = {
    type: 'error_message',
    data: { error_code: 'CONNECTION_ERROR', details: { error_type: 'TypeError' } },
  }
  const opening = createOpening({})
  play(opening, [[10, error]])
  expect(opening.nextDeadlineMs()).toBe(5_010)
  opening.tick(5_009)
  expect(opening.state).toBe('waiting')
  opening.tick(5_010)
  expect(opening.state).toBe('failed')
  const recovered = createOpening({})
  play(recovered, [
    [10, error],
    [20, welcome],
  ])
  recovered.tick(2_020)
  expect(recovered.state).toBe('ready')
})

test('an agent at work proves the socket without a welcome', () => {
  const opening = createOpening({})
  play(opening, [[10, { type: 'agent_started', payload: { agent_name: 'A' } }]])
  expect(opening.state).toBe('ready')
  expect(opening.welcome).toBeNull()
})
