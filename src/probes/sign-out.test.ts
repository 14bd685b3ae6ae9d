import { describe, expect, test } from 'vitest'
import type { Credentials } from '../config/credentials.ts'
import { Secret } from '../kernel/secret.ts'
import { createAuthProbe } from './auth-probe.ts'
import { type Answer, closedPort, serveHttp } from './loopback.builder.ts'
import { calm, onlyFact, plantedToken, probeParts, signedInWalt, targetAt, walt } from './probe-parts.builder.ts'
import { createTokenShelf } from './token-shelf.ts'

const credentials: Credentials = { way: 'e2e', key: new Secret('simulation-key-of-it'), emailDomain: 'example.com' }

async function signOut(port: number) {
  using parts = probeParts()
  const probe = createAuthProbe({ ...parts, target: targetAt({ auth: port }), credentials })
  const error = await probe.signOut(signedInWalt(parts.mask), calm).catch((thrown: unknown) => thrown)
  return { error, fact: onlyFact(parts.recorder.facts, 'http') }
}

describe('signing out', () => {
  test('shows the token to the auth service', async () => {
    const asked: string[] = []
    const listener: Answer = (request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
      response.writeHead(200).end('{"status":"success"}')
    }
    await using server = await serveHttp(listener)
    const { error, fact } = await signOut(server.port)
    expect(asked).toEqual([`POST /auth/logout Bearer ${plantedToken}`])
    expect(error).toBeUndefined()
    expect(fact).toMatchObject({ purpose: 'sign-out', role: 'auth', user: 'user-1', status: 200 })
  })

  test('takes any answer, and none', async () => {
    await using server = await serveHttp((_request, response) => response.writeHead(500).end())
    expect(await signOut(server.port)).toMatchObject({ error: undefined, fact: { status: 500 } })
    expect(await signOut(await closedPort())).toMatchObject({
      error: undefined,
      fact: { status: null, error: { code: 'ECONNREFUSED' } },
    })
  })
})

test('a token from a sign-in is put on the shelf', async () => {
  const body = JSON.stringify({ access_token: plantedToken, user: { id: 'e2e-walt' } })
  await using server = await serveHttp((_request, response) => response.end(body))
  using parts = probeParts()
  const shelf = createTokenShelf()
  await createAuthProbe({ ...parts, target: targetAt({ auth: server.port }), credentials, shelf }).signIn(walt, calm)
  expect(shelf.expired(walt.email, 4_000_000_000_000 + 120_000)?.reveal()).toBe(plantedToken)
  expect(shelf.expired(walt.email, 4_000_000_000_000)).toBeNull()
})
