import { expect, test } from 'vitest'
import { reasonClass } from './reason-class.ts'

test.each([
  ['', 'none'],
  ['  ', 'none'],
  ['Factory SSOT validation failed', 'factory'],
  ['Critical factory failure', 'factory'],
  ['factory mode error', 'factory'],
  ['main mode error', 'mode_error'],
  ['isolated mode error', 'mode_error'],
  ['Service initialization failed', 'service_init'],
  ['Service startup incomplete', 'service_init'],
  ['Services not ready', 'not_ready'],
  ['Service not ready: agent_supervisor', 'not_ready'],
  ['Service unavailable', 'not_ready'],
  ['Failed to establish connection', 'send_failed'],
  ['Auth error', 'auth'],
  ['Token validation failed | Debug: 373 chars, 2 dots', 'auth'],
  ['Authentication failed', 'auth'],
  ['Processing error', 'processing'],
  ['Cleanup error', 'cleanup'],
  ['Internal error', 'internal'],
  ['keepalive ping timeout', 'keepalive'],
  ['the author left', 'other'],
  ['uvicorn scope validation failed', 'other'],
])('%j is of class %s', (reason, expected) => {
  expect(reasonClass({ reason })).toBe(expected)
})
