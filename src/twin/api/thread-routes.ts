import { detail, type HttpCall, type HttpReply, json } from '../http/exchange.ts'
import { parseJson, textField } from '../json.ts'
import type { World } from '../world.ts'
import { type Thread, type ThreadMessage, writeMessage } from './threads.ts'
import type { Visitor } from './visitor.ts'

function describe(thread: Thread): object {
  const { id, title, createdAt, messages } = thread
  return {
    id,
    object: 'thread',
    title,
    created_at: createdAt,
    updated_at: messages.at(-1)?.createdAt ?? createdAt,
    metadata: {},
    message_count: messages.length,
  }
}

/** The messages of a thread, as its owner reads them. */
export function describeMessages({ id, messages }: Thread): object {
  return { thread_id: id, messages: messages.map((message) => describeMessage(id, message)) }
}

function describeMessage(threadId: string, message: ThreadMessage): object {
  const { id, content, role, createdAt } = message
  return { id, thread_id: threadId, content, role, created_at: createdAt }
}

/** GET and POST /api/threads (protocol.md §6.3). */
export async function threadsRoute(world: World, visitor: Visitor, call: HttpCall): Promise<HttpReply> {
  const { threads } = world
  if (call.method !== 'POST') return json(200, threads.list(visitor.userId).map(describe))
  const body = parseJson(call.body)
  if (body === undefined) return detail(422, 'Invalid JSON body')
  const id = visitor.instance.ids.thread()
  return json(200, describe(threads.create(id, visitor.userId, textField(body, 'title') ?? null)))
}

/** GET and POST /api/threads/{id}/messages (protocol.md §6.3). Posting stores a message and starts no agent. */
export async function messagesRoute(world: World, visitor: Visitor, call: HttpCall): Promise<HttpReply> {
  const id = call.path.split('/')[3] ?? ''
  const thread = world.threads.find(id, visitor.userId)
  if (thread === undefined) return detail(404, 'Thread not found')
  if (call.method !== 'POST') return json(200, describeMessages(thread))
  const content = textField(parseJson(call.body), 'message')
  if (content === undefined) return detail(422, 'message is required')
  const { ids } = visitor.instance
  return json(200, describeMessage(id, writeMessage(thread, 'user', content, { ids, clock: world.clock })))
}
