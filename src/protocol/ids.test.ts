import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectIds, userIdMatch } from './ids.ts'
import { holds } from './property.arbitrary.ts'

test('finds ids of every kind at any depth, in document order, with their paths', () => {
  const frame = {
    type: 'agent_started',
    user_id: 'e2e-a',
    data: { context: { owner_user_id: 'e2e-b', steps: [{ run_id: 'run_1' }, { runId: 'run_2' }] } },
    thread_id: 'thread_1',
    connection_id: 'main_1',
    event_id: 'evt_1',
  }
  expect(collectIds(frame)).toEqual([
    { kind: 'user', value: 'e2e-a', path: 'user_id' },
    { kind: 'user', value: 'e2e-b', path: 'data.context.owner_user_id' },
    { kind: 'run', value: 'run_1', path: 'data.context.steps[0].run_id' },
    { kind: 'run', value: 'run_2', path: 'data.context.steps[1].runId' },
    { kind: 'thread', value: 'thread_1', path: 'thread_id' },
    { kind: 'connection', value: 'main_1', path: 'connection_id' },
    { kind: 'event', value: 'evt_1', path: 'event_id' },
  ])
})

test.each([
  'user_id',
  'target_user_id',
  'userId',
  'targetUserId',
  'userID',
  'USER_ID',
  'user_ids',
  'userIds',
  '_user_id',
])('%s names a user', (name) => {
  expect(collectIds({ [name]: 'x' })).toEqual([{ kind: 'user', value: 'x', path: name }])
})

test.each([
  'user',
  'user_idea',
  'superuser_id',
  'abuserid',
  'userid',
  'id',
  'request_id',
  'validation_id',
  'constructor',
])('%s names no id that we follow', (name) => {
  expect(collectIds({ [name]: 'x' })).toEqual([])
})

test('lists of ids give one each, and objects under an id name are searched', () => {
  expect(collectIds({ user_ids: ['a', 7, null], user_id: { user_id: 'b' } })).toEqual([
    { kind: 'user', value: 'a', path: 'user_ids[0]' },
    { kind: 'user', value: '7', path: 'user_ids[1]' },
    { kind: 'user', value: 'b', path: 'user_id.user_id' },
  ])
})

test.each([undefined, null, 'user_id', 5, true, [], {}, { user_id: '' }, { user_id: null }, { user_id: true }])(
  '%j holds no id',
  (value) => {
    expect(collectIds(value)).toEqual([])
  },
)

test('a depth bomb and a member called __proto__ are walked without harm', () => {
  const bomb: unknown = JSON.parse(`${'['.repeat(50_000)}{"user_id":"deep"}${']'.repeat(50_000)}`)
  expect(collectIds(bomb)).toEqual([])
  expect(collectIds(JSON.parse('{"__proto__":{"user_id":"x"}}'))).toHaveLength(1)
})

test('the number of ids is bounded', () => {
  const many = Array.from({ length: 50_000 }, (_, index) => ({ run_id: `run_${index}` }))
  expect(collectIds(many).length).toBeLessThanOrEqual(10_000)
  expect(collectIds({ user_ids: many.map(({ run_id }) => run_id) }).length).toBeLessThanOrEqual(10_000)
})

test('an id that is planted anywhere in any JSON value is found', () => {
  const place = fc.tuple(fc.jsonValue({ maxDepth: 3 }), fc.array(fc.constantFrom('data', 'list'), { maxLength: 20 }))
  holds(
    fc.property(place, ([noise, steps]) => {
      const planted = steps.reduceRight<unknown>(
        (inner, step) => (step === 'list' ? [noise, inner] : { noise, inner }),
        { thread_id: 'planted' },
      )
      expect(collectIds(planted).map(({ value }) => value)).toContain('planted')
    }),
  )
})

test.each([
  ['e2e-moni', 'e2e-moni', 'whole'],
  ['demo-use...', 'demo-user-001', 'prefix'],
  ['demo-use...', 'staging-e2e-user-001', 'none'],
  ['e2e-moni...', 'e2e-monitor-a', 'prefix'],
  ['e2e-...', 'e2e-monitor-a', 'none'],
  ['...', 'e2e-monitor-a', 'none'],
  ['ab...', 'ab', 'prefix'],
  ['', '', 'whole'],
  ['e2e-monitor', 'e2e-monitor-a', 'none'],
] as const)('shown as %s, the user %s matches: %s', (shown, userId, match) => {
  expect(userIdMatch(shown, userId)).toBe(match)
})
