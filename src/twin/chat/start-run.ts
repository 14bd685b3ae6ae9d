import type { Agent } from '../agent/agent.ts'
import type { Incoming } from '../hook-points.ts'
import { objectField, textField } from '../json.ts'
import { floatTime } from '../timestamps.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'

const textFields = ['content', 'message', 'text'] as const

/** The thread of the socket. The server makes its own, unless the client names one that this user already has. */
async function threadOf(world: World, connection: Connection, wished: string | undefined): Promise<string> {
  if (connection.threadId !== null) return connection.threadId
  const known = wished === undefined ? undefined : world.threads.find(wished, connection.userId)
  const threadId = known?.id ?? connection.instance.ids.thread()
  connection.threadId = threadId
  if (known !== undefined) return threadId
  world.threads.create(threadId, connection.userId, null)
  if (world.speech.envelope === 'payload') {
    const payload = { thread_id: threadId, timestamp: floatTime(world.clock.wall()) }
    await connection.send({ type: 'thread_created', payload })
  }
  return threadId
}

/** Starts a run for a prompt, beside whatever the socket still does. Text outside `payload` is not read (protocol.md §4.1). */
export async function startRun(world: World, agent: Agent, incoming: Incoming): Promise<void> {
  const { connection, message, type } = incoming
  const payload = objectField(message, 'payload') ?? {}
  const names = type === 'start_agent' ? (['user_request'] as const) : textFields
  const prompt = names.map((name) => textField(payload, name)).find((text) => text !== undefined)
  if (prompt === undefined) {
    if (type !== 'start_agent') await connection.send({ type: 'error', message: 'Please enter a message' })
    return
  }
  const threadId = await threadOf(world, connection, textField(payload, 'thread_id'))
  world.threads.write(threadId, 'user', prompt)
  const id = connection.instance.ids.run(threadId)
  const run = { id, connection, userId: connection.userId, threadId, prompt }
  world.tasks.spawn(connection.signal, () => agent(run))
}
