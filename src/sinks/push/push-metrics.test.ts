import { expect, test } from 'vitest'
import { createClock } from '../../kernel/clock.ts'
import { type Answer, bodyOf, closedPort, serveHttp } from '../../probes/loopback.builder.ts'
import { readGateway } from './gateway.ts'
import { type Pushed, pushMetrics } from './push-metrics.ts'

const shown = { text: 'golden_path_runs_total{verdict="pass"} 1\n', contentType: 'text/plain; version=0.0.4' }

/** Pushes to a gateway that answers like this. */
async function pushTo(answer: Answer, credentials = ''): Promise<Pushed> {
  await using server = await serveHttp(answer)
  const gateway = readGateway(`http://${credentials}127.0.0.1:${server.port}`)
  return await pushMetrics(gateway, gateway.url, shown, createClock())
}

test('metrics are put as they are, with the credentials that were given', async () => {
  const seen: unknown[] = []
  const pushed = await pushTo(async (request, response) => {
    const { method, headers } = request
    seen.push(method, headers['content-type'], headers.authorization, await bodyOf(request))
    response.end()
  }, 'ann:hunter22@')
  expect(pushed).toEqual({ kind: 'pushed' })
  const basic = `Basic ${Buffer.from('ann:hunter22').toString('base64')}`
  expect(seen).toEqual(['PUT', shown.contentType, basic, shown.text])
})

test('a refusal is told with its words, in one harmless line without the password', async () => {
  const words = 'pushed metrics are\ninvalid: \u001b[31m hunter22'
  const pushed = await pushTo((_request, response) => response.writeHead(400).end(words), 'ann:hunter22@')
  const reason = 'it answered 400: pushed metrics are\\ninvalid: \\u001b[31m ⟦push⟧'
  expect(pushed).toEqual({ kind: 'failed', reason })
})

test('a redirect is not followed', async () => {
  const pushed = await pushTo((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  expect(pushed).toEqual({ kind: 'failed', reason: 'it answered 302' })
})

test('a gateway that is not there is told as that', async () => {
  const url = new URL(`http://127.0.0.1:${await closedPort()}`)
  const pushed = await pushMetrics(readGateway(url.href), url, shown, createClock())
  expect(pushed).toMatchObject({ kind: 'failed', reason: expect.stringContaining('ECONNREFUSED') })
})

test('a gateway that never answers does not keep us', async () => {
  await using server = await serveHttp(() => undefined)
  const gateway = readGateway(`http://127.0.0.1:${server.port}`)
  const pushed = await pushMetrics(gateway, gateway.url, shown, createClock(100))
  expect(pushed).toEqual({ kind: 'failed', reason: 'The push did not finish within 10000 ms' })
})
