import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { probeHost } from './host-probe.ts'
import { selfSigned } from './self-signed.builder.ts'

const scope = () => ({ clock: createClock(), signal: new AbortController().signal })

async function listening(server: Server): Promise<AsyncDisposable & { readonly port: number }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { port, [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) }
}

test('a name has addresses, and an address that asks for no TLS shows no certificate', async () => {
  const seen = await probeHost(new URL('http://localhost:1/'), scope())
  expect(seen).toMatchObject({ host: 'localhost', dns: { kind: 'found' }, tls: null })
})

test('an address is its own name', async () => {
  expect((await probeHost(new URL('ws://[::1]:1/ws'), scope())).dns).toEqual({ kind: 'found', addresses: ['::1'] })
})

test('a name that does not exist says so, and nobody is spoken to', async () => {
  const seen = await probeHost(new URL('https://nobody.invalid/'), scope())
  expect(seen.dns).toMatchObject({ kind: 'failed', message: expect.stringContaining('nobody.invalid') })
  expect(seen.tls).toBeNull()
})

test('a certificate that nobody vouches for is shown with its problem and its end', async () => {
  await using server = await listening(createTlsServer(selfSigned))
  const { tls } = await probeHost(new URL(`wss://localhost:${server.port}/ws`), scope())
  expect(tls).toMatchObject({ kind: 'shown', problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  expect(tls?.kind === 'shown' && tls.expiresAtMs).toBeGreaterThan(Date.parse('2100-01-01'))
})

test('a server that speaks no TLS says so', async () => {
  await using server = await listening(
    createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  )
  const { tls } = await probeHost(new URL(`https://127.0.0.1:${server.port}`), scope())
  expect(tls?.kind).toBe('failed')
})

test('who is told to stop stops', async () => {
  const signal = AbortSignal.abort(new Error('stop'))
  await expect(probeHost(new URL('https://localhost:1'), { clock: createClock(), signal })).rejects.toThrow('stop')
})
