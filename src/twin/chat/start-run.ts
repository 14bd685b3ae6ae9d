import type { Agent } from '../agent/agent.ts'
import { type Thread, writeMessage } from '../api/threads.ts'
import type { Incoming } from '../hook-points.ts'
import { objectField, textField } from '../json.ts'
import { floatTime } from '../timestamps.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'

const textFields = ['content', 'message', 'text'] as const

/** The thread of the socket. The server makes its own, unless the client names one that this user already has. */
async function threadOf(world: World, connection: Connection, wished: string | undefined): Promise<Thread> {
  if (connection.thread !== null) return connection.thread
  const known = wished === undefined ? undefined : world.threads.find(wished, connection.userId)
  const thread = known ?? world.threads.create(connection.instance.ids.thread(), connection.userId, null)
  connection.thread = thread
  if (known === undefined && world.speech.envelope === 'payload') {
    const payload = { thread_id: thread.id, timestamp: floatTime(world.clock.wall()) }
    await connection.send({ type: 'thread_created', payload })
  }
  return thread
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
  const { ids } = connection.instance
  const thread = await threadOf(world, connection, textField(payload, 'thread_id'))
  writeMessage(thread, 'user', prompt, { ids, clock: world.clock })
  const run = { id: ids.run(thread.id), connection, userId: connection.userId, thread, prompt }
  world.tasks.spawn(connection.runSignal, () => agent(run))
}
