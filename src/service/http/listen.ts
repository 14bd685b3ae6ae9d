import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { UsageError } from '../../config/usage-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { limits } from './limits.ts'

/** Where an app listens, and how it stops. */
export type Listening = AsyncDisposable & {
  readonly port: number
  /** For a person, for example `http://127.0.0.1:9464`. */
  readonly url: string
}

/** Where to listen. Port 0 takes any free one. */
export type ListenOptions = { readonly host: string; readonly port: number; readonly clock: Clock }

/** What requests that go on may take while we stop, and how often idle connections are looked for. */
const CLOSE_MS = 2_000
const IDLE_CHECK_MS = 25

/**
 * Lets an app answer on a port. Throws a UsageError when the port cannot be opened. Disposing takes no new request, lets
 * those that are answered end, and cuts what is left after two seconds: a connection that is kept alive would never end.
 */
export async function listen(app: Pick<Hono, 'fetch'>, { host, port, clock }: ListenOptions): Promise<Listening> {
  const handle = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer(
    { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 },
    (request, response) => void handle(request, response),
  )
  server.maxConnections = limits.connections
  const started = Promise.withResolvers<void>()
  server.once('error', (cause) => started.reject(cannotListen(host, port, cause)))
  server.listen(port, host, started.resolve)
  await started.promise
  const address = server.address()
  const opened = typeof address === 'object' && address !== null ? address.port : port
  return {
    port: opened,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${opened}`,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<void>()
      using _cut = clock.timer(CLOSE_MS * clock.timeScale, () => server.closeAllConnections())
      server.close(() => closed.resolve())
      const sweeping = new AbortController()
      const sweep = async () => {
        while (!sweeping.signal.aborted) {
          server.closeIdleConnections()
          await clock.sleep(IDLE_CHECK_MS, sweeping.signal).catch(() => 'stopped')
        }
      }
      const swept = sweep()
      await closed.promise
      sweeping.abort(new Error('closed'))
      await swept
    },
  }
}

function cannotListen(host: string, port: number, cause: unknown): UsageError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const why = code === 'EADDRINUSE' ? 'another process uses it' : messageOf(cause)
  return new UsageError(
    `Cannot listen on ${host}:${port}: ${why}.`,
    'Give another --listen host:port; port 0 takes any.',
  )
}
