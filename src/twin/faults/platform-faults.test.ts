import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat, refusedChat } from '../testing/chat-client.ts'
import { request, signIn } from '../testing/sign-in.ts'
import { openReady } from '../testing/talk.ts'

const SCALE = 50

function startWith(fault: string, timeScale = SCALE): Promise<Twin> {
  return startTwin({ dialect: 'bridge', faults: [fault], seed: 'fault', timeScale })
}

/** What a request is answered, and after how many milliseconds of the twin's time. */
async function timed(url: string, headers: Record<string, string> = {}) {
  const from = performance.now()
  const { status, text, json, headers: answered } = await request(url, { headers })
  return {
    status,
    text,
    json,
    via: answered.get('via'),
    app: answered.get('x-service-version'),
    tookMs: (performance.now() - from) * SCALE,
  }
}

test.each([
  ['backend-crash-loop-503', 503, 'Service Unavailable'],
  ['factory-startup-crash', 503, 'Service Unavailable'],
  ['factory-startup-crash:status=500', 500, 'Internal Server Error'],
])('%s: every path on either route answers the platform’s words after 5 s and more', async (fault, status, text) => {
  await using twin = await startWith(fault)
  const { api, directApi } = twin.urls
  for (const url of [`${api}/health`, `${api}/api/threads`, `${directApi}/health/ready`]) {
    const answer = await timed(url)
    expect(answer).toMatchObject({ status, text, app: null })
    expect(answer.tookMs).toBeGreaterThan(4_900)
  }
  expect((await refusedChat(twin, { token: await signIn(twin, 'ada') })).status).toBe(status)
})

test('startup-db-timeout-503: the same words, but not before 10 s; sign-in works', async () => {
  await using twin = await startWith('startup-db-timeout-503')
  const answer = await timed(`${twin.urls.api}/health`)
  expect(answer).toMatchObject({ status: 503, text: 'Service Unavailable', app: null })
  expect(answer.tookMs).toBeGreaterThan(9_900)
  expect(await signIn(twin, 'ada')).toContain('.')
})

test('deploy-green-app-dead: health is green, routes and upgrade are not', async () => {
  await using twin = await startWith('deploy-green-app-dead')
  const token = await signIn(twin, 'ada')
  const { api } = twin.urls
  expect([(await timed(`${api}/health`)).status, (await timed(`${api}/health/ready`)).status]).toEqual([200, 200])
  expect((await timed(`${api}/api/threads`, { authorization: `Bearer ${token}` })).status).toBe(503)
  expect((await refusedChat(twin, { token })).status).toBe(503)
})

test('redis-down-readiness-reject: health 200, ready 503 in JSON, upgrade 403, and the route is there', async () => {
  await using twin = await startWith('redis-down-readiness-reject')
  const { api } = twin.urls
  expect((await timed(`${api}/health`)).status).toBe(200)
  expect(await timed(`${api}/health/ready`)).toMatchObject({ status: 503, json: { failed_services: ['redis'] } })
  expect(await refusedChat(twin, { token: await signIn(twin, 'ada') })).toMatchObject({ status: 403, body: '' })
  expect((await timed(`${api}/ws`)).status).toBe(503)
})

test('health-lies: health fails over its own NameError after 5.29 s, and chat works', async () => {
  await using twin = await startWith('health-lies')
  const answer = await timed(`${twin.urls.api}/health`)
  expect(answer).toMatchObject({ status: 503, json: { detail: "name 's' is not defined" } })
  expect(answer.tookMs).toBeGreaterThan(5_200)
  expect((await timed(`${twin.urls.api}/health/ready`)).status).toBe(200)
  using chat = await openReady(twin, 'ada')
  expect(chat.types()).toEqual(['connection_established'])
})

test('target-unreachable: connections to the API end without a byte, sign-in works', async () => {
  await using twin = await startWith('target-unreachable')
  const { api, directApi } = twin.urls
  for (const url of [`${api}/health`, `${directApi}/health`]) await expect(fetch(url)).rejects.toThrow('fetch failed')
  await expect(openChat(twin, { token: await signIn(twin, 'ada') })).rejects.toThrow('socket hang up')
})
