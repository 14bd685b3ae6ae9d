import type { Json } from '../json.ts'
import type { Twin } from '../start-twin.ts'
import { type ChatClient, type ChatOptions, openChat } from './chat-client.ts'
import { signIn } from './sign-in.ts'

/** The instruction that every prompt of the monitor carries. */
export const instruction =
  'Take the reference 4821-7390-1562, put its three groups of digits in reverse order, join them with dots, and write the result in your answer.'

/** A message to the agent. */
export function userMessage(content: string): Json {
  return {
    type: 'user_message',
    payload: { content, thread_id: null, run_id: null, timestamp: '2026-01-01T00:00:00Z' },
  }
}

/** Waits until the socket takes messages: after the welcome, and after the handshake where there is one. */
export async function getReady(twin: Twin, chat: ChatClient): Promise<void> {
  await chat.frame('connection_established')
  if (twin.dialect !== 'handshake') return
  const { thread_id } = await chat.frame('handshake_response')
  chat.send({ type: 'handshake_acknowledged', thread_id, timestamp: '2026-01-01T00:00:00Z' })
  await chat.frame('handshake_complete')
  await processing(chat)
}

/** A ping is answered from the moment at which messages count; before that it is lost. */
async function processing(chat: ChatClient): Promise<void> {
  const asking = setInterval(() => chat.send({ type: 'ping' }), 1)
  try {
    await chat.frame('pong')
  } finally {
    clearInterval(asking)
  }
}

/** Signs a user in and opens a socket that is ready for messages. */
export async function openReady(twin: Twin, localPart: string, options: ChatOptions = {}): Promise<ChatClient> {
  const chat = await openChat(twin, { token: await signIn(twin, localPart), ...options })
  await getReady(twin, chat)
  return chat
}
