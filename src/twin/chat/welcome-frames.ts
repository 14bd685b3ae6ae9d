import { agentEvents } from '../../model/words.ts'
import type { Json } from '../json.ts'
import { isoTime } from '../timestamps.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { serverMessage } from './server-frames.ts'

const features = {
  full_business_logic: true,
  golden_path_integration: true,
  cloud_run_optimized: true,
  emergency_fallback: true,
  agent_orchestration: true,
}

/** The welcome of beta-17 (protocol.md §3.1): only the first eight characters of the user id. */
function welcome(connection: Connection, wallMs: number): readonly Json[] {
  const data = {
    mode: 'main',
    user_id: `${connection.userId.slice(0, 8)}...`,
    connection_id: connection.id,
    golden_path_events: agentEvents,
    features,
    timestamp: isoTime(wallMs),
  }
  return [serverMessage('connection_established', data, wallMs)]
}

/** Welcome and handshake offer of later staging (protocol.md §3.2), which come in either order. */
function offer(connection: Connection, threadId: string, requestId: string, wallMs: number): readonly Json[] {
  const established = {
    type: 'connection_established',
    data: { connection_id: connection.id, user_id: connection.userId },
  }
  const response = {
    type: 'handshake_response',
    thread_id: threadId,
    request_id: requestId,
    user_id: connection.userId,
    timestamp: isoTime(wallMs),
    message: 'Handshake ready',
  }
  return connection.ordinal % 2 === 1 ? [established, response] : [response, established]
}

/** The frames with which a dialect opens a socket. */
export function welcomeFrames(world: World, connection: Connection): readonly Json[] {
  const wallMs = world.clock.wall()
  if (world.speech.procedure === 'welcome') return welcome(connection, wallMs)
  const { ids } = connection.instance
  return offer(connection, ids.announcedThread(), ids.request(), wallMs)
}
