import { expect, test } from 'vitest'
import { Secret } from '../../../kernel/secret.ts'
import { openApp, TOKEN } from '../app.builder.ts'
import { localPath } from '../login-routes.ts'
import { isSession, sealSession } from './session.ts'

const token = new Secret(TOKEN)
const until = 2_000_000

test('a sealed session holds until it runs out', () => {
  const cookie = sealSession(token, until)
  expect(isSession(token, cookie, until - 1)).toBe(true)
  expect(isSession(token, cookie, until)).toBe(false)
  expect(cookie).not.toContain(TOKEN)
})

test.each([
  ['with a later end', (cookie: string) => cookie.replace(String(until), String(until * 2))],
  ['with another seal', (cookie: string) => `${cookie}x`],
  ['without a seal', () => `${until}.`],
  ['without an end', () => '.'],
  ['empty', () => ''],
  ['with an end that is no number', () => 'NaN.abc'],
])('a session %s is none', (_what, change) => {
  expect(isSession(token, change(sealSession(token, until)), 0)).toBe(false)
})

test('a new token ends every session', () => {
  expect(isSession(new Secret('another-token'), sealSession(token, until), 0)).toBe(false)
})

test('who shows the token gets a cookie that no script reads, and that opens the pages until signing out', async () => {
  await using app = await openApp({ host: '0.0.0.0', token: TOKEN })
  const form = { Origin: 'http://localhost:9464', 'Content-Type': 'application/x-www-form-urlencoded' }
  const wrong = await app.post('/login', 'token=wrong&next=/runs', form)
  expect(wrong.status).toBe(403)
  expect(wrong.headers.get('set-cookie')).toBeNull()
  const right = await app.post('/login', `token=${TOKEN}&next=/runs`, { ...form, 'X-Forwarded-Proto': 'https' })
  expect(right.status).toBe(303)
  expect(right.headers.get('location')).toBe('/runs')
  const cookie = right.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toMatch(/Secure/)
  const Cookie = cookie.split(';', 1)[0] ?? ''
  expect((await app.page('/runs', { Cookie })).status).toBe(200)
  expect((await app.page('/runs', { Cookie: `${Cookie}x` })).status).toBe(303)
  const out = await app.post('/logout', '', { ...form, Cookie })
  expect(out.headers.get('set-cookie')).toMatch(/golden_path_session=;.*Max-Age=0/)
})

test.each([
  ['/runs?verdict=fail#x', '/runs?verdict=fail#x'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a\nb', '/'],
  ['', '/'],
  [undefined, '/'],
])('after signing in, %j leads to %s', (wanted, path) => {
  expect(localPath(wanted)).toBe(path)
})
