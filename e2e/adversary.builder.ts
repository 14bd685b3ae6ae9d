import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { createRandom, type Random } from '../src/kernel/random.ts'

/** Stands in everything that the adversary invents, so that it can be looked for. */
export const MARK = 'zz-invented'

/** A chat socket that is against us. */
export type Adversary = AsyncDisposable & { readonly ws: string }

/**
 * Starts a chat socket that never says the same thing twice: statuses, frames, types, fields, errors, close codes and reasons
 * are made up anew for every connection. It ends every socket soon.
 */
export async function startAdversary(seed: string): Promise<Adversary> {
  const random = createRandom(seed)
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer((_request, response) =>
    response.writeHead(random.int(200, 599), { [`x-${MARK}`]: MARK }).end(MARK),
  )
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined)
    if (random.next() < 0.4) {
      socket.end(`HTTP/1.1 ${random.int(200, 599)} ${MARK}\r\nx-${MARK}: 1\r\nConnection: close\r\n\r\n${MARK}`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => undefined)
      for (let left = random.int(0, 12); left > 0; left -= 1) opened.send(frame(random))
      if (random.next() < 0.2) opened.terminate()
      else opened.close(closeCode(random), `${MARK} ${random.hex(6)}`)
    })
  })
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : null
  return {
    ws: `ws://127.0.0.1:${port}/ws`,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

const types = [
  'connection_established',
  'agent_started',
  'agent_error',
  'error_message',
  'tool_completed',
  'agent_completed',
]

function frame(random: Random): string | Buffer {
  const invented = () => `${MARK}-${random.hex(8)}`
  if (random.next() < 0.1) return Buffer.from(invented())
  if (random.next() < 0.1) return `<${invented()}>`
  return JSON.stringify({
    type: random.next() < 0.5 ? invented() : types[random.int(0, types.length - 1)],
    [invented()]: invented(),
    user_id: invented(),
    thread_id: invented(),
    agent_name: invented(),
    tool_name: invented(),
    details: { error_type: invented() },
    error_code: invented(),
    data: { result: invented(), mode: invented(), payload: { [invented()]: 1 } },
  })
}

/** Codes that a server may send: 1000 to 1003, 1007 to 1014, and those of applications. */
function closeCode(random: Random): number {
  const kind = random.next()
  if (kind < 0.2) return random.int(1000, 1003)
  return kind < 0.5 ? random.int(1007, 1014) : random.int(3000, 4999)
}
