import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat, refusedChat } from '../testing/chat-client.ts'
import { request, signIn } from '../testing/sign-in.ts'

function startWith(fault: string, timeScale = 50): Promise<Twin> {
  return startTwin({ dialect: 'bridge', faults: [fault], seed: 'fault', timeScale })
}

/** The same twin as seen past its load balancer. */
function past(twin: Twin): Twin {
  return { ...twin, urls: { ...twin.urls, ws: twin.urls.directWs ?? '' } }
}

const offer = (token: string) => ({ protocols: ['jwt-auth', `jwt.${Buffer.from(token).toString('base64url')}`] })

test('a healthy twin takes a token by either transport on either route', async () => {
  await using twin = await startTwin({ dialect: 'bridge', faults: [], seed: 'healthy', timeScale: 50 })
  const token = await signIn(twin, 'ada')
  for (const target of [twin, past(twin)]) {
    for (const options of [{ token }, offer(token)]) {
      using chat = await openChat(target, options)
      expect(await chat.frame('connection_established')).toMatchObject({ data: { user_id: 'e2e-ada...' } })
    }
  }
})

test('lb-auth-header-strip: the header is lost on the way of users, a subprotocol and the direct address are not', async () => {
  await using twin = await startWith('lb-auth-header-strip')
  const token = await signIn(twin, 'ada')
  using lost = await openChat(twin, { token })
  expect(await lost.ended).toEqual({ code: 1008, reason: 'Authentication failed' })
  expect(lost.frames).toMatchObject([{ error_code: 'AUTH_FAILED', error_message: expect.stringContaining('no token') }])
  using asSubprotocol = await openChat(twin, offer(token))
  using direct = await openChat(past(twin), { token })
  for (const chat of [asSubprotocol, direct]) await chat.frame('connection_established')
  const headers = { authorization: `Bearer ${token}` }
  expect((await request(`${twin.urls.api}/api/threads`, { headers })).status).toBe(200)
})

test('lb-auth-header-strip: the subprotocols can be lost as well', async () => {
  await using twin = await startWith('lb-auth-header-strip:alsoSubprotocol=yes')
  const token = await signIn(twin, 'ada')
  await expect(openChat(twin, offer(token))).rejects.toThrow('Server sent no subprotocol')
  using direct = await openChat(past(twin), offer(token))
  await direct.frame('connection_established')
})

test('cloud-armor-403: a page of the front end for upgrades through the balancer, nothing of the application in it', async () => {
  await using twin = await startWith('cloud-armor-403')
  const token = await signIn(twin, 'ada')
  for (const options of [{ token }, offer(token)]) {
    const { status, headers, body } = await refusedChat(twin, options)
    expect([status, headers['content-type'], headers.via]).toEqual([403, 'text/html; charset=UTF-8', '1.1 google'])
    expect(headers).not.toHaveProperty('x-service-version')
    expect(body).toContain('403 Forbidden')
  }
  using direct = await openChat(past(twin), { token })
  await direct.frame('connection_established')
})

test('cloud-armor-403: where it hits some tokens only, the bytes of the token decide', async () => {
  await using twin = await startWith('cloud-armor-403:share=0.5')
  const outcomes = new Map<string, string[]>()
  for (const local of ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'jon']) {
    const token = await signIn(twin, local)
    for (let tries = 0; tries < 2; tries += 1) {
      const outcome = await refusedChat(twin, { token }).then(
        () => 'refused',
        () => 'open',
      )
      outcomes.set(token, [...(outcomes.get(token) ?? []), outcome])
    }
  }
  const each = [...outcomes.values()].map((all) => new Set(all))
  expect(each.every((all) => all.size === 1)).toBe(true)
  expect(new Set(each.flatMap((all) => [...all]))).toEqual(new Set(['refused', 'open']))
})

test('cloud-armor-rate-ban-429: others have used the limit up but for five, then everything but /api/ is banned', async () => {
  await using twin = await startWith('cloud-armor-rate-ban-429', 1)
  const { auth, api } = twin.urls
  const statuses: number[] = []
  for (const url of [auth, api, auth, api, auth, api, auth]) statuses.push((await request(`${url}/health`)).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect((await request(`${api}/api/threads`)).status).toBe(401)
  expect((await refusedChat(twin)).status).toBe(429)
})

test('cloud-armor-rate-ban-429: the ban ends after ten minutes', async () => {
  await using twin = await startWith('cloud-armor-rate-ban-429:others=100', 600)
  const { api } = twin.urls
  expect((await request(`${api}/health`)).status).toBe(429)
  await expect.poll(async () => (await request(`${api}/health`)).status, { interval: 40, timeout: 30_000 }).toBe(200)
})

test('handshake-timeout: the upgrade gets no answer while everything else does', async () => {
  await using twin = await startWith('handshake-timeout', 1)
  const token = await signIn(twin, 'ada')
  const open = openChat(twin, { token }).then(
    () => 'open',
    () => 'failed',
  )
  const healthy = request(`${twin.urls.api}/health`).then(({ status }) => status)
  expect(await Promise.race([open, healthy])).toBe(200)
  await twin.close()
  expect(await open).toBe('failed')
})

test('subprotocol-negotiation-fail: what is offered is refused with 403, the header works', async () => {
  await using twin = await startWith('subprotocol-negotiation-fail')
  const token = await signIn(twin, 'ada')
  expect((await refusedChat(twin, offer(token))).status).toBe(403)
  using chat = await openChat(twin, { token })
  await chat.frame('connection_established')
})

test('subprotocol-negotiation-fail: or nothing is chosen of what was offered', async () => {
  await using twin = await startWith('subprotocol-negotiation-fail:way=none')
  const token = await signIn(twin, 'ada')
  await expect(openChat(twin, offer(token))).rejects.toThrow('Server sent no subprotocol')
})
