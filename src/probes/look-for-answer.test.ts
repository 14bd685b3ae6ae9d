import { expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { lookForAnswer, newestThreads } from './look-for-answer.ts'
import { serveHttp } from './loopback.builder.ts'
import { calm, factsOf, probeParts, targetAt } from './probe-parts.builder.ts'

test.each([
  [
    'the newest first',
    [
      { id: 'a', created_at: 1 },
      { id: 'b', created_at: 3 },
      { id: 'c', created_at: 2 },
    ],
    ['b', 'c'],
  ],
  [
    'of one second the last listed',
    [
      { id: 'a', created_at: 1 },
      { id: 'b', created_at: 1 },
    ],
    ['b', 'a'],
  ],
  ['inside an object too', { threads: [{ id: 'a', created_at: 1 }] }, ['a']],
  ['without times', [{ id: 'a' }, { id: 'b' }], ['b', 'a']],
  ['nothing that has no id', [{ created_at: 5 }, null, 'x', { id: 7 }], []],
  ['none of an error', { detail: 'Not Found' }, []],
])('threads: %s', (_what, body, ids) => {
  expect(newestThreads(JSON.stringify(body))).toEqual(ids)
})

test('threads: none of what is no JSON', () => {
  expect(newestThreads('<html>')).toEqual([])
})

test('the route for agents, the threads and the messages of the newest are asked for, with the token and by GET', async () => {
  const seen: string[] = []
  await using server = await serveHttp((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.end(request.url === '/api/threads' ? JSON.stringify([{ id: 'thread_1', created_at: 1 }]) : '{}')
  })
  using parts = probeParts()
  const target = targetAt({ api: server.port })
  await lookForAnswer({ ...parts, target }, { user: 'user-1', token: new Secret('s3cret-of-walt') }, calm)
  expect(seen).toEqual([
    'GET /api/agent/v2/execute Bearer s3cret-of-walt',
    'GET /api/threads Bearer s3cret-of-walt',
    'GET /api/threads/thread_1/messages Bearer s3cret-of-walt',
  ])
  expect(factsOf(parts.recorder.facts, 'http').map(({ purpose }) => purpose)).toEqual([
    'agent-route',
    'threads',
    'thread-messages',
  ])
})
