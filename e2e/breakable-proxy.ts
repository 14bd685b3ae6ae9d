import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a port of loopback that can break while it is in use. */
export type BreakableProxy = AsyncDisposable & {
  readonly port: number
  /** Connections of clients that still stand. */
  readonly openCount: () => number
  /** `hang`: bytes no longer pass, in either direction, and new connections wait for ever. `die`: all is reset, and the port is shut. */
  readonly break: (how: 'hang' | 'die') => void
}

/** Starts it on a free port. */
export async function startBreakableProxy(to: number): Promise<BreakableProxy> {
  const clients = new Set<Socket>()
  let isHanging = false
  const server = createServer((client) => {
    clients.add(client)
    client.once('close', () => clients.delete(client)).on('error', () => client.destroy())
    if (isHanging) {
      // What nobody reads would hide that the client left.
      client.resume()
      return
    }
    const behind = connect({ port: to, host: '127.0.0.1' })
    behind.on('error', () => client.destroy()).once('close', () => client.destroy())
    client.once('close', () => behind.destroy())
    client.on('data', (bytes) => isHanging || behind.write(bytes))
    behind.on('data', (bytes) => isHanging || client.write(bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error(`A server has a port, not ${String(address)}.`)
  const shut = () => {
    server.close()
    for (const client of clients) client.resetAndDestroy()
  }
  return {
    port: address.port,
    openCount: () => clients.size,
    break(how) {
      if (how === 'hang') isHanging = true
      else shut()
    },
    async [Symbol.asyncDispose]() {
      if (server.listening) shut()
    },
  }
}
