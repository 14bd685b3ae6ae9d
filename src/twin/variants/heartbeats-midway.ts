import type { Step } from '../agent/step.ts'
import { serverMessage } from '../chat/server-frames.ts'
import type { Variant } from '../variant.ts'

/** Between any two events of a run come a heartbeat, a ping and an acknowledgement: none of them says anything of the agent. */
const variant: Variant = {
  name: 'heartbeats-midway',
  summary: 'Heartbeats, pings and acknowledgements come between the events of a run.',
  warnings: [],
  hooks: ({ clock }) => ({
    async script(run, next) {
      const frames = (): readonly Step[] => {
        const stats = { messages_processed: 1, agent_events_processed: 1 }
        const beats = [
          serverMessage('heartbeat', { connection_id: run.connection.id, stats }, clock.wall()),
          serverMessage('ping', {}, clock.wall()),
          serverMessage('ack', { received_type: 'user_message', status: 'processed' }, clock.wall()),
        ]
        return beats.map((frame) => ({ afterMs: 15, action: { kind: 'frame', frame } }))
      }
      return (await next(run)).flatMap((step) => [...frames(), step])
    },
  }),
}

export default variant
