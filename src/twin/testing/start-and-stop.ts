import { startTwin } from '../start-twin.ts'
import { openChat } from './chat-client.ts'
import { openReady, userMessage } from './talk.ts'

/**
 * A program of its own: a twin with an idle socket, one in the middle of a run and one that answers no close is stopped.
 * If anything stayed behind, the process would not end by itself.
 */
const twin = await startTwin({ dialect: 'payload', faults: [], seed: 'stop', timeScale: 20 })
await openReady(twin, 'ada')
const busy = await openReady(twin, 'bob')
busy.send(userMessage('Save money.'))
await busy.frame('agent_started')
const deaf = await openChat(twin)
deaf.socket.pause()
await twin.close()
deaf.socket.terminate()
