import { describe, expect, test } from 'vitest'
import { closedPort, serveHttp, serveTcp } from './loopback.builder.ts'
import { createPlatformProbe } from './platform-probe.ts'
import { calm, factsOf, probeParts, targetAt } from './probe-parts.builder.ts'

async function check(ports: { api: number; auth: number; ws?: number }, timeScale = 1) {
  using parts = probeParts(timeScale)
  const probe = createPlatformProbe({ ...parts, target: targetAt(ports) })
  const error = await probe.check(calm).catch((thrown: unknown) => thrown)
  const facts = factsOf(parts.recorder.facts, 'http')
  return {
    error,
    facts,
    seen: facts
      .map((fact) => `${fact.role} ${fact.purpose} ${fact.method} ${fact.status}`)
      .sort((a, b) => a.localeCompare(b)),
  }
}

describe('the platform probe', () => {
  test('asks four endpoints and takes their word for nothing', async () => {
    const asked: string[] = []
    await using server = await serveHttp((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(request.url === '/health/ready' ? 503 : 200).end('{"status":"unhealthy"}')
    })
    const { error, seen } = await check({ api: server.port, auth: server.port })
    expect(error).toBeUndefined()
    expect(asked.sort((a, b) => a.localeCompare(b))).toEqual([
      'GET /health',
      'GET /health',
      'GET /health/ready',
      'HEAD /ws/health',
    ])
    expect(seen).toEqual(['api health GET 200', 'api ready GET 503', 'auth health GET 200', 'ws ws-health HEAD 200'])
  })

  test('asks for health past the load balancer where the target can be reached there', async () => {
    await using server = await serveHttp((_request, response) => response.writeHead(503).end())
    await using direct = await serveHttp((_request, response) => response.end('{"status":"ok"}'))
    const target = targetAt({ api: server.port, auth: server.port })
    const urls = { ...target.urls, directApi: `http://127.0.0.1:${direct.port}` }
    using parts = probeParts()
    await createPlatformProbe({ ...parts, target: { ...target, urls } }).check(calm)
    const past = factsOf(parts.recorder.facts, 'http').filter(({ route }) => route === 'direct')
    expect(past).toMatchObject([{ role: 'api', purpose: 'health', status: 200, url: `${urls.directApi}/health` }])
    expect(parts.recorder.facts).toHaveLength(5)
  })

  test('goes on when a single route of the API hangs', async () => {
    await using server = await serveHttp((request, response) => {
      if (request.url !== '/health/ready') response.end()
    })
    const { error, facts } = await check({ api: server.port, auth: server.port }, 100)
    expect(error).toBeUndefined()
    expect(facts.find((fact) => fact.purpose === 'ready')?.error?.code).toBe('timeout')
  })

  test('halts when the auth service cannot be reached, after recording everything', async () => {
    await using server = await serveHttp((_request, response) => response.end())
    const { error, facts } = await check({ api: server.port, auth: await closedPort() })
    expect(error).toMatchObject({ name: 'Halt', step: 'platform', detail: expect.stringContaining('the auth service') })
    expect(facts).toHaveLength(4)
  })

  test('halts when nothing of the API answers', async () => {
    await using server = await serveHttp((_request, response) => response.end())
    await using deaf = await serveTcp((socket) => socket.destroy())
    const { error } = await check({ api: deaf.port, auth: server.port })
    expect(error).toMatchObject({ name: 'Halt', detail: expect.stringContaining('the API') })
  })

  test('does not need the socket host: its rung comes later', async () => {
    await using server = await serveHttp((_request, response) => response.end())
    const { error } = await check({ api: server.port, auth: server.port, ws: await closedPort() })
    expect(error).toBeUndefined()
  })
})
