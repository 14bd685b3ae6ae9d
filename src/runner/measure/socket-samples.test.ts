import { expect, test } from 'vitest'
import type { UserScript } from '../../judges/user-script.builder.ts'
import { reasonClasses } from '../../model/measured-words.ts'
import { counted, finish, oneUser } from './measure.builder.ts'

const upgrades = 'golden_path_ws_upgrades_total'
const closes = 'golden_path_ws_closes_total'
const closes1011 = 'golden_path_ws_1011_closes_total'

test.each<[number | null, string]>([
  [101, '101'],
  [403, '403'],
  [504, '504'],
  [418, 'other'],
  [200, 'other'],
  [null, 'none'],
])('an upgrade that was answered by %s', (status, label) => {
  const run = finish(oneUser((user) => user.upgrade({ status })))
  expect(counted(run, upgrades, 'scenario', 'status')).toEqual({ [`golden-path ${label}`]: 1 })
})

test('an upgrade that we gave up, and one with a bad credential on purpose, say nothing', () => {
  const error = { code: 'cancelled', message: 'stopped' }
  const run = finish(
    oneUser((user) => user.upgrade({ status: null, error }).upgrade({ credential: 'tampered', status: 403 })),
  )
  expect(counted(run, upgrades, 'status')).toEqual({})
})

test.each<[number, string]>([
  [1000, '1000'],
  [1013, '1013'],
  [4001, '4xxx'],
  [4999, '4xxx'],
  [3000, 'other'],
  [1014, 'other'],
  [0, 'other'],
  [5000, 'other'],
])('a close with %i', (code, label) => {
  const run = finish(oneUser((user) => user.upgrade().closedBy(code)))
  expect(counted(run, closes, 'close_code')).toEqual({ [label]: 1 })
})

test.each<[string, (user: UserScript) => unknown, string]>([
  ['before the welcome', (user) => user.closedBy(1011), '1011 server welcome'],
  ['after the welcome', (user) => user.welcome().closedBy(1011), '1011 server events'],
  ['among the events', (user) => user.welcome().prompt().started().closedBy(1006), '1006 none events'],
  ['after the answer', (user) => user.welcome().chat().closedBy(1001), '1001 server close'],
  ['that the scenario asked for', (user) => user.welcome().close(), '1000 client close'],
  ['of a socket that we cleaned up', (user) => user.welcome().close({ scripted: false }), '1000 client events'],
])('an end %s belongs to its phase', (_name, tell, expected) => {
  const run = finish(oneUser((user) => tell(user.upgrade())))
  expect(counted(run, closes, 'close_code', 'initiator', 'phase')).toEqual({ [expected]: 1 })
})

const reasons: Readonly<Record<(typeof reasonClasses)[number], string>> = {
  none: '',
  auth: 'Auth error',
  factory: 'Factory SSOT validation failed',
  service_init: 'Service initialization failed',
  not_ready: 'Service not ready',
  mode_error: 'main mode error',
  send_failed: 'Failed to establish connection',
  processing: 'Processing error',
  cleanup: 'main cleanup',
  internal: 'Internal error',
  keepalive: 'keepalive ping timeout',
  other: 'so long',
}

test.each(reasonClasses)('a close with 1011 of class %s', (name) => {
  const run = finish(oneUser((user) => user.upgrade().closedBy(1011, reasons[name])))
  expect(counted(run, closes1011, 'phase', 'reason_class')).toEqual({ [`welcome ${name}`]: 1 })
})

test('only the server’s own 1011 is one', () => {
  const run = finish(oneUser((user) => user.upgrade().close({ code: 1011, initiator: 'client' })))
  expect(counted(run, closes1011, 'phase')).toEqual({})
})
