import { once } from 'node:events'
import { createServer, connect as tcpConnect } from 'node:net'
import { createServer as createTlsServer, connect as tlsConnect } from 'node:tls'
import { expect, test } from 'vitest'
import { createClock } from '../kernel/clock.ts'
import { watchConnection } from './connection-watch.ts'
import { listen } from './loopback.builder.ts'
import { selfSigned } from './self-signed.builder.ts'

test('of a TLS connection it is known when the certificate expires', async () => {
  await using server = await listen(createTlsServer(selfSigned))
  const socket = tlsConnect({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false })
  const watch = watchConnection(socket, createClock())
  expect(watch.certificate).toEqual({})
  await once(socket, 'secureConnect')
  expect(watch.certificate).toEqual({ certificateExpiresAt: '2126-10-29T17:20:58.000Z' })
  expect(watch.timings(null).tlsMs).toBeGreaterThan(0)
  socket.destroy()
})

test('of a plain connection there is no certificate to tell of', async () => {
  await using server = await listen(createServer())
  const socket = tcpConnect({ host: '127.0.0.1', port: server.port })
  const watch = watchConnection(socket, createClock())
  await once(socket, 'connect')
  expect(watch.certificate).toEqual({})
  expect(watch.remoteAddress).toBe('127.0.0.1')
  socket.destroy()
})
