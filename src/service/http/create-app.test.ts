import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApp, TOKEN } from './app.builder.ts'

type Opened = Awaited<ReturnType<typeof openApp>>

const open = ['/metrics', '/healthz', '/readyz']
const closed = ['/', '/runs', '/live', '/incidents', '/codes', '/api/v1/status', '/api/v1/openapi.json', '/nowhere']

describe('on loopback', () => {
  let app: Opened
  beforeAll(async () => {
    app = await openApp()
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test.each([...open, ...closed.filter((path) => path !== '/nowhere')])('%s answers without a token', async (path) => {
    expect((await app.get(path)).status).toBe(200)
  })

  test.each(['localhost:9464', '127.0.0.1:9464', '[::1]:9464', 'LOCALHOST'])(
    'it answers to the name %s',
    async (Host) => {
      expect((await app.get('/api/v1/status', { Host })).status).toBe(200)
    },
  )

  test.each(['evil.example', 'evil.example:9464', 'localhost.evil.example', '10.0.0.1'])(
    'it does not answer to %s, which a page of a stranger may use (DNS rebinding)',
    async (Host) => {
      for (const path of ['/', '/api/v1/runs', '/metrics']) expect((await app.get(path, { Host })).status).toBe(421)
    },
  )

  test.each(['', 'a b', 'x@y', 'http://localhost'])('a Host header that is none is refused: "%s"', async (Host) => {
    expect((await app.get('/', { Host })).status).toBe(400)
  })

  test('every answer says that only files of ours may be loaded and nobody may frame us', async () => {
    for (const path of ['/', '/nowhere', '/api/v1/status', '/metrics', '/assets/live.js']) {
      const { headers } = await app.page(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('an address of thousands of characters is refused', async () => {
    expect((await app.get(`/runs?scenario=${'a'.repeat(2_048)}`)).status).toBe(414)
  })

  test('what is not there is 404, what cannot be done 405 with what can', async () => {
    expect((await app.get('/nowhere')).status).toBe(404)
    const refused = await app.post('/api/v1/status', {})
    expect(refused.status).toBe(405)
    expect(refused.headers.get('allow')).toBe('GET, HEAD')
    expect(await refused.json()).toMatchObject({ error: { next: 'Possible: GET, HEAD.' } })
  })

  test('an error is a page for a browser and JSON for a program', async () => {
    const page = await app.page('/runs/none')
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('There is no run none.')
    const json = await app.get('/runs/none')
    expect(await json.json()).toMatchObject({ error: { status: 404, message: 'There is no run none.' } })
  })

  test('OpenMetrics is for those who ask for it', async () => {
    const plain = await app.get('/metrics')
    expect(plain.headers.get('content-type')).toContain('text/plain')
    const wanted = await app.get('/metrics', { Accept: 'application/openmetrics-text;version=1.0.0;q=0.8,text/plain' })
    expect(wanted.headers.get('content-type')).toContain('application/openmetrics-text')
    expect((await wanted.text()).endsWith('# EOF\n')).toBe(true)
    const refused = await app.get('/metrics', { Accept: 'application/openmetrics-text;version=1.0.0;q=0,text/plain' })
    expect(refused.headers.get('content-type')).toContain('text/plain')
  })

  test('it is ready while the scheduler runs, and says how the history is', async () => {
    expect(await (await app.get('/readyz')).json()).toEqual({
      status: 'ready',
      scheduler: 'running',
      configuration: 'good',
      history: 'good',
      guard: 'shared',
    })
  })
})

describe('beyond loopback without a token', () => {
  let app: Opened
  beforeAll(async () => {
    app = await openApp({ host: '0.0.0.0' })
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test.each(open)('%s answers', async (path) => {
    expect((await app.get(path, { Host: 'monitor.example' })).status).toBe(200)
  })

  test.each([...closed, '/assets/style.css', '/login'])('%s does not, and says what to do', async (path) => {
    const answer = await app.get(path, { Host: 'monitor.example' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('GOLDEN_PATH_TOKEN')
  })
})

describe('with a token', () => {
  let app: Opened
  beforeAll(async () => {
    app = await openApp({ host: '0.0.0.0', token: TOKEN })
  })
  afterAll(() => app[Symbol.asyncDispose]())

  test.each(open)('%s answers without it', async (path) => {
    expect((await app.get(path)).status).toBe(200)
  })

  test.each(closed)('%s needs it', async (path) => {
    expect((await app.get(path)).status).toBe(401)
    expect((await app.get(path, { Authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await app.get(path, { Authorization: `Basic ${TOKEN}` })).status).toBe(401)
    expect([200, 404]).toContain((await app.get(path, { Authorization: `Bearer ${TOKEN}` })).status)
  })

  test('whatever a stranger does wrong, the answer says nothing of the target', async () => {
    const wrong = [
      await app.page(`/runs?scenario=${'a'.repeat(2_048)}`),
      await app.page('/nowhere', { Authorization: 'Bearer wrong', 'Sec-Fetch-Mode': 'cors' }),
      await app.post('/login', 'x'.repeat(20_000), { Accept: 'text/html', Origin: 'http://localhost:9464' }),
      await app.post('/metrics', {}, { Accept: 'text/html' }),
      await app.post('/runs', 'scenario=golden-path', { Accept: 'text/html' }),
    ]
    expect(wrong.map(({ status }) => status)).toEqual([414, 303, 415, 401, 415])
    for (const answer of wrong) expect(await answer.text()).not.toMatch(/watching|twin|golden-path-monitor/)
  })

  test('a token in the address opens nothing', async () => {
    expect((await app.get(`/api/v1/status?token=${TOKEN}`)).status).toBe(401)
  })

  test('a browser is led to the sign-in page, which says nothing of the target', async () => {
    const led = await app.page('/runs?verdict=fail')
    expect(led.status).toBe(303)
    expect(led.headers.get('location')).toBe('/login?next=%2Fruns%3Fverdict%3Dfail')
    const page = await app.page('/login?next=%2Fruns')
    expect(page.status).toBe(200)
    expect(await page.text()).not.toContain(app.target.name)
  })
})

test('beyond loopback it may be held to the names that it was given', async () => {
  await using app = await openApp({ host: '0.0.0.0', token: TOKEN, hostNames: ['Monitor.example'] })
  expect((await app.get('/healthz', { Host: 'monitor.example:443' })).status).toBe(200)
  expect((await app.get('/healthz', { Host: 'evil.example' })).status).toBe(421)
})
