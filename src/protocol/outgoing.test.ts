import { expect, test } from 'vitest'
import { handshakeAcknowledged, ping, userMessage } from './outgoing.ts'

const timestamp = '2025-10-08T11:32:55.190Z'

test('a prompt carries its text as content inside payload', () => {
  expect(userMessage({ content: 'Hello', threadId: 'thread_1', runId: 'run_1', timestamp })).toEqual({
    type: 'user_message',
    payload: { content: 'Hello', thread_id: 'thread_1', run_id: 'run_1', timestamp },
  })
})

test('a prompt without thread and run leaves them out', () => {
  expect(userMessage({ content: '', threadId: null, runId: null, timestamp })).toEqual({
    type: 'user_message',
    payload: { content: '', timestamp },
  })
})

test('an acknowledgement names the thread of the handshake', () => {
  expect(handshakeAcknowledged({ threadId: 'thread_1', timestamp })).toEqual({
    type: 'handshake_acknowledged',
    thread_id: 'thread_1',
    timestamp,
  })
  expect(handshakeAcknowledged({ threadId: null, timestamp: null })).toEqual({ type: 'handshake_acknowledged' })
})

test('a ping says when', () => {
  expect(ping(timestamp)).toEqual({ type: 'ping', timestamp })
  expect(ping(5)).toEqual({ type: 'ping', timestamp: 5 })
})
