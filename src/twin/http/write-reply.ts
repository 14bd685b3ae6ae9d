import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { HttpReply } from './exchange.ts'

type Answer = Extract<HttpReply, { kind: 'answer' }>

/** Writes the answer to a plain request. Node leaves the body out for `HEAD`, but not its length. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
  response.end(answer.body)
}

/** Refuses an upgrade with an ordinary answer and ends the connection. */
export function refuseUpgrade(socket: Duplex, answer: Answer): void {
  const headers = {
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const status = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? 'Unknown'}`
  socket.end(`${[status, ...lines].join('\r\n')}\r\n\r\n${answer.body}`)
}
