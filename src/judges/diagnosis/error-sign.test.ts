import { expect, test } from 'vitest'
import { oneUser } from '../judging.builder.ts'
import { viewEvidence } from '../view.ts'
import { connected, diagnosed, running } from './case.builder.ts'
import { errorSigns } from './error-sign.ts'

function signs(...frames: readonly object[]) {
  const evidence = oneUser((user) => {
    user.upgrade()
    for (const frame of frames) user.got(frame)
  })
  return errorSigns(viewEvidence(evidence).sockets[0]?.frames ?? [])
}

test.each([
  'error_message',
  'authentication_error',
  'connection_error',
  'system_error',
  'critical_task_failure',
  'agent_error',
  'agent_death',
  'agent_timeout_failure',
])('a frame of type %s is an error', (type) => {
  expect(signs({ type: 'heartbeat' }, { type, message: 'it broke' })).toMatchObject([{ type, text: 'it broke' }])
})

test.each([
  ['error_code', { error_code: 'X1' }],
  ['error.code', { error: { code: 'X1' } }],
  ['code', { code: 'X1' }],
])('its code may stand in %s, and counts among its words', (_where, fields) => {
  expect(signs({ type: 'error_message', ...fields })).toMatchObject([{ code: 'X1', text: 'X1' }])
})

test.each([
  ['details', { details: { error_type: 'KeyError' } }],
  ['the frame itself', { error_type: 'KeyError' }],
])('its exception may stand in %s', (_where, fields) => {
  expect(signs({ type: 'error_message', ...fields })).toMatchObject([{ errorType: 'KeyError' }])
})

test.each([
  ['error_message', { error_message: 'it broke' }],
  ['error', { error: 'it broke' }],
  ['error.message', { error: { message: 'it broke' } }],
  ['message', { message: 'it broke' }],
  ['death_cause', { death_cause: 'it broke' }],
  ['reason', { reason: 'it broke' }],
  ['details', { details: { anything: 'it broke' } }],
  ['error_context', { error_context: { anything: 'it broke' } }],
  ['death_context', { death_context: { anything: 'it broke' } }],
])('its words may stand in %s', (_where, fields) => {
  expect(signs({ type: 'error_message', ...fields })).toMatchObject([{ code: '', errorType: '', text: 'it broke' }])
})

test('all its words count, its code first', () => {
  const frame = {
    type: 'error_message',
    error_code: 'X1',
    message: 'it broke',
    details: { where: 'in the middle', n: 1 },
  }
  expect(signs(frame)).toMatchObject([{ text: 'X1 it broke in the middle' }])
})

test('an exception that is named outside of the details counts among the words at a close', () => {
  const error = { type: 'error_message', error_type: 'CircuitBreakerError' }
  const { code } = diagnosed({ seen: '', code: '', tell: (user) => connected(user).got(error).closedBy(1011, 'no') })
  expect(code).toBe('auth-circuit-open')
})

test('words behind a close without a code count as well', () => {
  const error = { type: 'error_message', message: 'Object of type X is not JSON serializable' }
  const { code } = diagnosed({ seen: '', code: '', tell: (user) => running(user).got(error).closedBy(1005) })
  expect(code).toBe('json-serialization-1011')
})
