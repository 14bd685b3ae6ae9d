import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { messageOf } from '../../kernel/message-of.ts'
import { type Message, readMessage } from './message.ts'
import { StackProblem } from './stack-problem.ts'

/** A receiver of webhooks on loopback. */
export type Receiver = AsyncDisposable & {
  /** The address that the messages for a receiver of Alertmanager go to. */
  hook(name: string): string
}

const LARGEST_BYTES = 1_000_000

/**
 * Opens a receiver; `hear` is called for every message, in the order in which they come. Port 0
 * takes a free one. Throws a StackProblem when it is taken.
 */
export async function receive(port: number, hear: (message: Message) => void): Promise<Receiver> {
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then(
        (text) => {
          hear(readMessage(text))
          response.writeHead(200).end()
        },
        () => response.writeHead(413).end(),
      )
      .catch((error: unknown) => response.writeHead(400).end(messageOf(error)))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening').catch((cause: unknown) => {
    throw new StackProblem(
      `Port ${port} of loopback cannot be opened for webhooks: ${messageOf(cause)}. Choose another.`,
      { cause },
    )
  })
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  return {
    hook: (name) => `http://127.0.0.1:${actual}/${name}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece)) continue
    bytes += piece.length
    if (bytes > LARGEST_BYTES) throw new RangeError('A message is too large.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
