import { expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { createAuthProbe } from './auth-probe.ts'
import { Halt } from './halt.ts'
import { calm, factsOf, probeParts, targetAt, walt } from './probe-parts.builder.ts'

/** Signs in with a token made elsewhere that ends so many seconds from now. */
async function signInWithTokenEnding(seconds: number) {
  using parts = probeParts()
  const exp = Math.floor(parts.clock.wall() / 1_000) + seconds
  const claims = Buffer.from(JSON.stringify({ sub: 'e2e-walt', exp })).toString('base64url')
  const token = new Secret(`eyJhbGciOiJIUzI1NiJ9.${claims}.c2lnbmF0dXJlLW9mLXdhbHQ`)
  const credentials = { way: 'token', accounts: [{ email: walt.email, token }] } as const
  const probe = createAuthProbe({ ...parts, target: targetAt({}), credentials })
  const result = await probe.signIn(walt, calm).catch((error: unknown) => error)
  return { result, facts: parts.recorder.facts }
}

test('a token past its end is our own trouble and is never shown to the target', async () => {
  const { result, facts } = await signInWithTokenEnding(-60)
  expect(result).toBeInstanceOf(Halt)
  expect(factsOf(facts, 'monitor').filter(({ what }) => what === 'credentials-refused')).toMatchObject([
    { user: 'user-1', detail: `the token of ${walt.email} has expired; give this monitor a new one` },
  ])
})

test('a token that still lives is used', async () => {
  const { result, facts } = await signInWithTokenEnding(60)
  expect(result).toMatchObject({ userId: 'e2e-walt', tokenTag: 'token:user-1' })
  expect(factsOf(facts, 'monitor').filter(({ what }) => what === 'credentials-refused')).toEqual([])
})
