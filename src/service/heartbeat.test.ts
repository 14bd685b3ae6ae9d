import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { Secret } from '../kernel/secret.ts'
import { createHeartbeat } from './heartbeat.ts'

/** A listener on loopback that answers as told, and remembers what it was asked for. */
async function listener(answer: () => number) {
  const asked: string[] = []
  const heard = new EventTarget()
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(answer(), { connection: 'close' }).end('ok', () => heard.dispatchEvent(new Event('beat')))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}/ping/canary-4711`, asked, close, heard }
}

test('a beat asks for the address, and a change is told once, without the address', async () => {
  let status = 500
  const other = await listener(() => status)
  const told: string[] = []
  const said = new EventTarget()
  const changed = (isGood: boolean, reason: string) => {
    told.push(`${isGood} ${reason}`)
    said.dispatchEvent(new Event('change'))
  }
  const heart = createHeartbeat({ url: new Secret(other.url), clock: createClock(), changed })
  const nextChange = () => new Promise((resolve) => said.addEventListener('change', resolve, { once: true }))
  const nextBeat = () => new Promise((resolve) => other.heard.addEventListener('beat', resolve, { once: true }))
  const first = nextChange()
  heart.beat()
  await first
  const second = nextBeat()
  heart.beat()
  await second
  status = 200
  const recovered = nextChange()
  // The beat before may still be on its way; then this one follows it.
  heart.beat()
  await recovered
  await heart[Symbol.asyncDispose]()
  await other.close()
  expect(told).toEqual(['false it was answered 500', 'true '])
  expect(other.asked[0]).toBe('/ping/canary-4711')
  expect(told.join()).not.toContain('canary')
})

test('nobody there is one line, not an exception; disposing ends a beat that hangs', async () => {
  const told: string[] = []
  const gone = await listener(() => 200)
  await gone.close()
  const change = Promise.withResolvers<void>()
  const heart = createHeartbeat({
    url: new Secret(gone.url),
    clock: createClock(),
    changed: (_isGood, reason) => {
      told.push(reason)
      change.resolve()
    },
  })
  heart.beat()
  await change.promise
  expect(told).toEqual(['ECONNREFUSED'])
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const hung = createHeartbeat({
    url: new Secret(`http://127.0.0.1:${port}/`),
    clock: createClock(),
    changed: () => told.push('a stop is no change'),
  })
  const asked = new Promise((resolve) => server.once('request', resolve))
  hung.beat()
  await asked
  await hung[Symbol.asyncDispose]()
  server.closeAllConnections()
  server.close()
  expect(told).toEqual(['ECONNREFUSED'])
})
