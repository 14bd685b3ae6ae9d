import { detail, type HttpCall, type HttpReply, json } from '../http/exchange.ts'
import { isJson, parseJson, textField } from '../json.ts'
import type { Thread, ThreadMessage, Threads } from './threads.ts'
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

function describeMessage(threadId: string, message: ThreadMessage): object {
  const { id, content, role, createdAt } = message
  return { id, thread_id: threadId, content, role, created_at: createdAt }
}

/** GET and POST /api/threads (protocol.md §6.3). */
export async function threadsRoute(threads: Threads, visitor: Visitor, call: HttpCall): Promise<HttpReply> {
  if (call.method !== 'POST') return json(200, threads.list(visitor.userId).map(describe))
  const body = parseJson(call.body)
  if (!isJson(body)) return detail(422, 'Invalid JSON body')
  const id = visitor.instance.ids.thread()
  return json(200, describe(threads.create(id, visitor.userId, textField(body, 'title') ?? null)))
}

/** GET and POST /api/threads/{id}/messages (protocol.md §6.3). Posting stores a message and starts no agent. */
export async function messagesRoute(threads: Threads, visitor: Visitor, call: HttpCall): Promise<HttpReply> {
  const id = call.path.split('/')[3] ?? ''
  const thread = threads.find(id, visitor.userId)
  if (thread === undefined) return detail(404, 'Thread not found')
  if (call.method !== 'POST') {
    return json(200, { thread_id: id, messages: thread.messages.map((message) => describeMessage(id, message)) })
  }
  const content = textField(parseJson(call.body), 'message')
  const written = content === undefined ? undefined : threads.write(id, 'user', content)
  return written === undefined ? detail(422, 'message is required') : json(200, describeMessage(id, written))
}
