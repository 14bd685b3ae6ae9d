import { decodeJwt, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { createRandom } from '../../kernel/random.ts'
import { createKey, createTokens } from './tokens.ts'

const tokens = () => createTokens(createClock(), createRandom('tokens'))

test('a token carries the claims of the target and lives for half an hour', async () => {
  const claims = decodeJwt(await tokens().issue('access', 'e2e-ada', 'ada@twin.example'))
  expect(claims).toEqual({
    sub: 'e2e-ada',
    iat: expect.any(Number),
    exp: (claims.iat ?? 0) + 1_800,
    token_type: 'access',
    type: 'access',
    iss: 'netra-auth-service',
    aud: 'netra-platform',
    jti: expect.stringMatching(/^jti_\d+_\d+_[0-9a-f]{8}$/),
    env: 'staging',
    svc_id: 'netra_auth_service_staging',
    email: 'ada@twin.example',
    permissions: [],
  })
})

test('its own tokens are valid, for their own purpose only', async () => {
  const service = tokens()
  const access = await service.issue('access', 'e2e-ada', 'ada@twin.example')
  const refresh = await service.issue('refresh', 'e2e-ada', 'ada@twin.example')
  expect(await service.validate(access, 'access')).toMatchObject({ kind: 'valid', claims: { sub: 'e2e-ada' } })
  expect(await service.validate(refresh, 'refresh')).toMatchObject({ kind: 'valid' })
  expect(await service.validate(access, 'refresh')).toEqual({ kind: 'invalid' })
  expect(await service.validate(refresh, 'access')).toEqual({ kind: 'invalid' })
})

test('a token that was tampered with, that is empty or that another service signed is invalid', async () => {
  const service = tokens()
  const token = await service.issue('access', 'e2e-ada', 'ada@twin.example')
  const [head, body, signature = ''] = token.split('.')
  const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
  const stranger = await tokens().issue('access', 'e2e-ada', 'ada@twin.example')
  for (const bad of [`${head}.${body}.${flipped}`, `${head}.${body}.`, '', 'x', stranger]) {
    expect(await service.validate(bad, 'access')).toEqual({ kind: 'invalid' })
  }
})

test('a revoked token is refused for good', async () => {
  const service = tokens()
  const token = await service.issue('access', 'e2e-ada', 'ada@twin.example')
  const found = await service.validate(token, 'access')
  if (found.kind === 'valid') service.revoke(found.claims)
  expect(await service.validate(token, 'access')).toEqual({ kind: 'revoked' })
})

const key = createKey()
const now = Math.floor(createClock().wall() / 1_000)
const good = {
  sub: 'e2e-ada',
  iat: now,
  exp: now + 60,
  iss: 'netra-auth-service',
  aud: 'netra-platform',
  jti: 'jti_1_1_00000000',
  token_type: 'access',
}

test.each([
  ['as it should be', good, 'valid'],
  ['expired', { ...good, exp: now - 60 }, 'expired'],
  ['of another issuer', { ...good, iss: 'somebody' }, 'invalid'],
  ['for another audience', { ...good, aud: 'netra-services' }, 'invalid'],
  ['without token_type, but with type', { ...good, token_type: undefined, type: 'access' }, 'invalid'],
  ['without jti', { ...good, jti: undefined }, 'invalid'],
  ['without sub', { ...good, sub: undefined }, 'invalid'],
  ['without exp', { ...good, exp: undefined }, 'invalid'],
  ['without iat', { ...good, iat: undefined }, 'invalid'],
])('a token signed with the right key and %s', async (_, claims, kind) => {
  const token = await new SignJWT(JSON.parse(JSON.stringify(claims))).setProtectedHeader({ alg: 'HS256' }).sign(key)
  expect((await tokens().validate(token, 'access', key)).kind).toBe(kind)
})
