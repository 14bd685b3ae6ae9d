import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** A TLS end in front of a plain server, as a load balancer is, that takes its time over every connection. */
export type JitterProxy = AsyncDisposable & { readonly port: number }

/** What it is made of: PEM texts, the port behind it, and the longest time that setting up a connection takes. */
export type JitterProxyParts = {
  readonly key: string
  readonly cert: string
  readonly port: number
  readonly mostMs: number
}

/** Starts it on a free port of loopback. Each TLS handshake waits a random time from 0 to `mostMs` real milliseconds. */
export async function startJitterProxy({ key, cert, port, mostMs }: JitterProxyParts): Promise<JitterProxy> {
  const sockets = new Set<Socket>()
  const server = createServer((raw) => {
    sockets.add(raw)
    raw.once('close', () => sockets.delete(raw)).on('error', () => raw.destroy())
    raw.pause()
    setTimeout(() => serve(raw, { key, cert }, port), randomInt(0, mostMs * 1000) / 1000)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: portOf(server.address()),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function serve(raw: Socket, credentials: { key: string; cert: string }, port: number): void {
  if (raw.destroyed) return
  const secure = new TLSSocket(raw, { isServer: true, ...credentials })
  const plain = connect({ port, host: '127.0.0.1', noDelay: true })
  raw.setNoDelay(true)
  secure.pipe(plain).pipe(secure)
  for (const end of [secure, plain]) {
    end.on('error', () => undefined)
    end.once('close', () => {
      secure.destroy()
      plain.destroy()
    })
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error(`A server has a port, not ${String(address)}.`)
  return address.port
}
