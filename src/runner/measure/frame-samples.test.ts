import { expect, test } from 'vitest'
import { counted, finish, oneUser } from './measure.builder.ts'

const frames = 'golden_path_ws_frames_total'
const errors = 'golden_path_ws_error_frames_total'

test('frames count by what they are; one that cannot be read counts as that only', () => {
  const run = finish(
    oneUser((user) => {
      user.upgrade().welcome().control('in', 'ping').control('out', 'pong').control('in', 'pong').gotBinary('AAEC')
      user.prompt().got('<html>502</html>')
    }),
  )
  expect(counted(run, frames, 'direction', 'kind')).toEqual({
    'in text': 1,
    'in ping': 1,
    'out pong': 1,
    'in pong': 1,
    'in binary': 1,
    'in malformed': 1,
    'out text': 1,
  })
})

test.each([
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'in oversized'],
  ['WS_ERR_INVALID_UTF8', 'in malformed'],
])('a frame for which our client gave up with %s counts', (code, expected) => {
  const error = { code, message: 'bad' }
  const run = finish(
    oneUser((user) => user.upgrade().close({ code: 1006, initiator: 'client', scripted: false, error })),
  )
  expect(counted(run, frames, 'direction', 'kind')).toEqual({ [expected]: 1 })
})

test.each([
  [{ details: { error_type: 'RecursionError' } }, 'RecursionError'],
  [{ details: { error_type: 'builtins.KeyError' } }, 'KeyError'],
  [{ details: { error_type: 'MyOwnError' } }, 'other'],
  [{ details: { error_type: '' } }, 'none'],
  [{}, 'none'],
  [{ details: { error_type: 7 } }, 'none'],
])('an error frame that says %j', (fields, expected) => {
  const run = finish(
    oneUser((user) =>
      user
        .upgrade()
        .welcome()
        .got({ type: 'error_message', ...fields }),
    ),
  )
  expect(counted(run, errors, 'error_type')).toEqual({ [expected]: 1 })
})

test('the oddest frames leave nothing uncounted and nothing thrown', () => {
  const odd = ['', 'null', '[]', '{"type":null}', '{"type":"error_message","details":[1]}', '\u0000', '{"type":{}}']
  const run = finish(
    oneUser((user) => {
      user.upgrade()
      for (const text of odd) user.got(text)
    }),
  )
  const all = Object.values(counted(run, frames, 'direction')).reduce((sum, each) => sum + each, 0)
  expect(all).toBe(odd.length)
})
