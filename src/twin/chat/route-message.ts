import type { Agent } from '../agent/agent.ts'
import type { Incoming } from '../hook-points.ts'
import { isoTime } from '../timestamps.ts'
import type { World } from '../world.ts'
import { acknowledgement, serverMessage } from './server-frames.ts'
import { startRun } from './start-run.ts'

/** Spellings of one type (protocol.md §4.1). */
const aliases: Readonly<Record<string, string>> = {
  user: 'user_message',
  user_input: 'user_message',
  chat: 'user_message',
  chat_message: 'user_message',
  message: 'user_message',
  execute_agent: 'start_agent',
}

/** Makes what a healthy instance does with a message. */
export function createRouter(world: World, agent: Agent): (incoming: Incoming) => Promise<void> {
  return async (incoming) => {
    const { connection } = incoming
    const { userId } = connection
    const wallMs = world.clock.wall()
    const timestamp = isoTime(wallMs)
    const type = aliases[incoming.type] ?? incoming.type
    switch (type) {
      case 'user_message':
      case 'start_agent':
        return startRun(world, agent, { ...incoming, type })
      case 'ping':
        return connection.send(serverMessage('pong', { timestamp, user_id: userId }, wallMs))
      case 'heartbeat':
        return connection.send(serverMessage('heartbeat_ack', { timestamp, status: 'healthy' }, wallMs))
      case 'connect':
        return connection.send(
          serverMessage('system_message', { status: 'connected', user_id: userId, timestamp }, wallMs),
        )
      case 'pong':
      case 'disconnect':
        return
      default:
        return connection.send(acknowledgement(type, userId, wallMs))
    }
  }
}
