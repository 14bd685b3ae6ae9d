import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { TwinProcess } from './with-twin.ts'

/** The least that a client can do: send a prompt, parse every frame, wait for the end. Gives CPU milliseconds. */
export async function bareLoop(twin: TwinProcess, conversations: number): Promise<number> {
  const socket = await open(twin)
  const before = process.cpuUsage()
  for (let each = 0; each < conversations; each++) await converse(socket)
  const { user, system } = process.cpuUsage(before)
  socket.close(1000)
  await once(socket, 'close')
  return (user + system) / 1000
}

async function open(twin: TwinProcess): Promise<WebSocket> {
  const { urls } = twin.target
  const reply = await fetch(new URL('/auth/e2e/test-auth', urls.auth), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-e2e-bypass-key': twin.key.reveal() },
    body: JSON.stringify({ email: 'plain@staging.netrasystems.ai' }),
  })
  const { access_token: token }: { access_token: string } = JSON.parse(await reply.text())
  const socket = new WebSocket(urls.ws, { headers: { authorization: `Bearer ${token}` }, perMessageDeflate: false })
  const ready = Promise.withResolvers<void>()
  socket.on('message', (data) => {
    const frame = JSON.parse(textOf(data))
    if (frame.type === 'handshake_response')
      socket.send(JSON.stringify({ type: 'handshake_acknowledged', thread_id: frame.thread_id }))
    if (frame.type === 'handshake_complete') ready.resolve()
  })
  await ready.promise
  await new Promise((resolve) => setTimeout(resolve, 600))
  return socket
}

async function converse(socket: WebSocket): Promise<void> {
  const ended = Promise.withResolvers<void>()
  const onMessage = (data: WebSocket.RawData) => {
    const frame = JSON.parse(textOf(data))
    if (frame.type === 'agent_completed' && frame.payload?.agent_name === 'Supervisor') ended.resolve()
  }
  socket.on('message', onMessage)
  const digits = String(randomInt(100_000_000_000, 281_000_000_000_000)).slice(0, 12)
  const nonce = [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join('-')
  const content = `Take the reference ${nonce}, put its three groups of digits in reverse order, join them with dots, and write the result in your answer.`
  socket.send(JSON.stringify({ type: 'user_message', payload: { content } }))
  await ended.promise
  socket.off('message', onMessage)
}

function textOf(data: WebSocket.RawData): string {
  return Buffer.isBuffer(data)
    ? data.toString()
    : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString()
}
