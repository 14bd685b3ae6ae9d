import { expect, test } from 'vitest'
import { startTwin, type Twin } from '../start-twin.ts'
import { post, request } from '../testing/sign-in.ts'

function startWith(fault: string, timeScale = 50): Promise<Twin> {
  return startTwin({ dialect: 'bridge', faults: [fault], seed: 'fault', timeScale })
}

function signInBoth(twin: Twin) {
  const key = { 'x-e2e-bypass-key': twin.simulationKey.reveal() }
  return Promise.all([
    post(`${twin.urls.auth}/auth/e2e/test-auth`, { email: 'ada@twin.example' }, key),
    post(`${twin.urls.auth}/auth/login`, { email: 'ada@twin.example', password: 'x' }),
  ])
}

test.each([
  ['sign-in-refused', 403, { detail: 'E2E test authentication is not available in production' }],
  ['sign-in-unconfigured', 503, { detail: 'E2E authentication not configured' }],
  ['sign-in-malformed:body=no-token', 200, { token_type: 'Bearer', expires_in: 900 }],
])('%s: both ways to sign in answer %i, and health is well', async (fault, status, json) => {
  await using twin = await startWith(fault)
  for (const answer of await signInBoth(twin)) expect(answer).toMatchObject({ status, json })
  expect((await request(`${twin.urls.auth}/health`)).status).toBe(200)
  expect((await request(`${twin.urls.auth}/auth/verify`)).json).toMatchObject({ valid: false })
})

test('sign-in-malformed: a web page instead of a token', async () => {
  await using twin = await startWith('sign-in-malformed')
  for (const { status, text, headers } of await signInBoth(twin)) {
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toMatch(/^<!DOCTYPE html>/)
  }
})

test('sign-in-timeout: no answer to a sign-in while health is well', async () => {
  await using twin = await startWith('sign-in-timeout', 1)
  const given = signInBoth(twin).then(
    () => 'answered',
    () => 'ended',
  )
  const healthy = request(`${twin.urls.auth}/health`).then(({ status }) => status)
  expect(await Promise.race([given, healthy])).toBe(200)
  await twin.close()
  expect(await given).toBe('ended')
})

test.each([
  ['sign-in-slow', 2_400],
  ['sign-in-slow:lateMs=4000', 3_900],
])('%s: the token comes after %i ms and more', async (fault, afterMs) => {
  await using twin = await startWith(fault)
  const from = performance.now()
  const [e2e] = await signInBoth(twin)
  expect(e2e.json).toMatchObject({ access_token: expect.any(String) })
  expect((performance.now() - from) * 50).toBeGreaterThan(afterMs)
})
