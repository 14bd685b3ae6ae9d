import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { openChat } from '../testing/chat-client.ts'
import { post, request, signIn } from '../testing/sign-in.ts'

const start = () => startTwin({ dialect: 'handshake', faults: [], seed: 'app', timeScale: 50 })
const appOf = ({ urls }: Twin) => urls.app ?? ''

test('the page comes with all that it loads, and may speak to its own services only', async () => {
  await using twin = await start()
  const page = await request(`${appOf(twin)}/`)
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>Twin chat</title>') })
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain(`connect-src 'self' ${twin.urls.auth} ${twin.urls.api} ${new URL(twin.urls.ws).origin};`)
  const wanted = [...page.text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path = '']) => path)
  expect(wanted.length).toBeGreaterThan(2)
  for (const path of wanted) expect((await request(`${appOf(twin)}${path}`)).status).toBe(200)
})

test('every module that a module of the page imports is there', async () => {
  await using twin = await start()
  const seen = new Set<string>()
  const load = async (path: string): Promise<void> => {
    if (seen.has(path)) return
    seen.add(path)
    const { status, text } = await request(`${appOf(twin)}${path}`)
    expect([path, status]).toEqual([path, 200])
    for (const [, name = ''] of text.matchAll(/from '\.(\/[^']+)'/g)) await load(name)
  }
  await load('/main.js')
  expect(seen.size).toBeGreaterThan(5)
})

test('the settings name the services of this twin, its time scale, and no secret', async () => {
  await using twin = await start()
  const { json, text } = await request(`${appOf(twin)}/config.json`)
  const { auth, api, ws } = twin.urls
  expect(json).toEqual({ auth, api, ws, transport: 'ticket', timeScale: 50 })
  expect(text).not.toContain(twin.simulationKey.reveal())
})

test.each([
  ['another path', '/nothing', {}, 404],
  ['another method', '/', { method: 'POST' }, 405],
  ['a path that climbs', '/..%2fapp-service.ts', {}, 404],
])('%s gets no page', async (_name, path, init, status) => {
  await using twin = await start()
  expect((await request(`${appOf(twin)}${path}`, init)).status).toBe(status)
})

test('the page, and no other origin, may call the services from a browser', async () => {
  await using twin = await start()
  const ask = { 'access-control-request-method': 'POST' }
  const preflight = (origin: string) =>
    request(`${twin.urls.api}/api/websocket/ticket`, { method: 'OPTIONS', headers: { ...ask, origin } })
  const own = await preflight(appOf(twin))
  expect(own.status).toBe(200)
  expect(own.headers.get('access-control-allow-origin')).toBe(appOf(twin))
  expect(own.headers.get('access-control-allow-headers')).toContain('authorization')
  const other = await preflight('http://evil.example')
  expect(other.headers.get('access-control-allow-origin')).toBe(null)
  const call = await request(`${twin.urls.auth}/auth/health`, { headers: { origin: appOf(twin) } })
  expect(call.headers.get('access-control-allow-origin')).toBe(appOf(twin))
})

test('the ticket that the page asks for opens one socket, and only one', async () => {
  await using twin = await start()
  const token = await signIn(twin, 'ada')
  const { json } = await post(`${twin.urls.api}/api/websocket/ticket`, {}, { authorization: `Bearer ${token}` })
  using first = await openChat(twin, { suffix: `?ticket=${String(json.ticket_id)}` })
  expect(await first.frame('connection_established')).toBeDefined()
  using again = await openChat(twin, { suffix: `?ticket=${String(json.ticket_id)}` })
  expect(await again.frame('error_message')).toMatchObject({ error_code: 'AUTH_FAILED' })
})
