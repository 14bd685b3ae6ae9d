import { expect, test } from 'vitest'
import { startTwin } from '../start-twin.ts'
import { post, request, signIn } from '../testing/sign-in.ts'
import { openReady, userMessage } from '../testing/talk.ts'

const options = { dialect: 'payload', faults: [], seed: 'api', timeScale: 50 } as const

test.each([
  ['/health', { status: 'ok' }],
  ['/health/ready', { status: 'ready' }],
  ['/health/live', { status: 'alive' }],
])('%s is answered without a look at anything', async (path, body) => {
  await using twin = await startTwin(options)
  const answer = await request(twin.urls.api + path)
  expect([answer.status, answer.json]).toEqual([200, body])
  expect(answer.headers.get('x-service-version')).toMatch(/^twin-/)
})

test('a plain GET below /ws is taken for a broken upgrade, a HEAD or one with its headers is not', async () => {
  await using twin = await startTwin(options)
  const url = `${twin.urls.api}/ws/health`
  const trapped = await request(url)
  expect(trapped.status).toBe(503)
  expect(trapped.json).toEqual({
    error: 'service_not_ready',
    message: 'WebSocket service is not ready. Enhanced uvicorn compatibility check failed.',
    details: {
      state: 'unknown',
      failed_services: [],
      environment: 'staging',
      retry_after_seconds: 10,
      cloud_run_compatible: true,
      uvicorn_compatible: true,
      issue_reference: '#449',
    },
  })
  expect(trapped.headers.get('retry-after')).toBe('10')
  for (const name of ['x-cloud-run-compatible', 'x-uvicorn-compatible', 'x-issue-449-fix']) {
    expect(trapped.headers.get(name)).not.toBeNull()
  }
  expect((await request(url, { method: 'HEAD' })).status).toBe(200)
  const headers = { 'sec-websocket-key': 'x', 'sec-websocket-version': '13' }
  expect((await request(url, { headers })).json).toMatchObject({ status: 'healthy', mode: 'ssot_consolidated' })
  expect((await request(`${twin.urls.api}/ws/config`, { headers })).json).toHaveProperty('websocket_config')
  expect((await request(`${twin.urls.api}/ws`)).status).toBe(503)
})

test('what is unknown is 404', async () => {
  await using twin = await startTwin(options)
  const answer = await request(`${twin.urls.api}/api/health`)
  expect([answer.status, answer.json]).toEqual([404, { detail: 'Not Found' }])
})

test.each([undefined, 'Bearer a.b.c', 'Basic abc'])('threads need a token: %s is refused', async (authorization) => {
  await using twin = await startTwin(options)
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
  const answer = await request(`${twin.urls.api}/api/threads`, { headers })
  expect(answer.status).toBe(401)
  expect(answer.json).toEqual({
    error: true,
    error_code: 'AUTH_FAILED',
    message: expect.any(String),
    user_message: expect.any(String),
    details: { status_code: 401 },
    trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    timestamp: expect.any(String),
    request_id: null,
    stack_trace: [],
  })
})

test('threads belong to their user and hold what was said on the socket', async () => {
  await using twin = await startTwin(options)
  using chat = await openReady(twin, 'ada')
  chat.send(userMessage('Save money.'))
  await chat.frame('agent_completed')
  const bearer = { authorization: `Bearer ${await signIn(twin, 'ada')}` }
  const list = await request(`${twin.urls.api}/api/threads`, { headers: bearer })
  const [thread] = JSON.parse(list.text)
  expect(thread).toEqual({
    id: expect.stringMatching(/^thread_session_/),
    object: 'thread',
    title: null,
    created_at: expect.any(Number),
    updated_at: expect.any(Number),
    metadata: {},
    message_count: 2,
  })
  const url = `${twin.urls.api}/api/threads/${thread.id}/messages`
  const { messages } = JSON.parse((await request(url, { headers: bearer })).text)
  expect(messages.map(({ role }: { role: string }) => role)).toEqual(['user', 'assistant'])
  const stranger = { authorization: `Bearer ${await signIn(twin, 'bob')}` }
  expect((await request(url, { headers: stranger })).status).toBe(404)
  expect((await request(`${twin.urls.api}/api/threads`, { headers: stranger })).text).toBe('[]')
})

test('a thread can be made over HTTP and is then taken up by a socket that names it', async () => {
  await using twin = await startTwin(options)
  const bearer = { authorization: `Bearer ${await signIn(twin, 'ada')}` }
  const made = await post(`${twin.urls.api}/api/threads`, { title: 'Costs' }, bearer)
  expect([made.status, made.json.title, made.json.message_count]).toEqual([200, 'Costs', 0])
  const thread_id = String(made.json.id)
  const written = await post(`${twin.urls.api}/api/threads/${thread_id}/messages`, { message: 'Hello.' }, bearer)
  expect(written.json).toMatchObject({ thread_id, content: 'Hello.', role: 'user' })
  using chat = await openReady(twin, 'ada')
  chat.send({ type: 'user_message', payload: { content: 'Save money.', thread_id } })
  expect(JSON.stringify(await chat.frame('agent_started'))).toContain(thread_id)
  using stranger = await openReady(twin, 'bob')
  stranger.send({ type: 'user_message', payload: { content: 'Save money.', thread_id } })
  expect(JSON.stringify(await stranger.frame('agent_started'))).not.toContain(thread_id)
})

test.each([
  ['/api/threads', '{', 422],
  ['/api/websocket/ticket', { ttl_seconds: 5 }, 400],
])('%s with %j is answered %i', async (path, body, status) => {
  await using twin = await startTwin(options)
  const bearer = { authorization: `Bearer ${await signIn(twin, 'ada')}` }
  expect((await post(twin.urls.api + path, body, bearer)).status).toBe(status)
})
