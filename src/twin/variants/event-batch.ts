import type { Json } from '../json.ts'
import { isoTime } from '../timestamps.ts'
import type { Variant } from '../variant.ts'

/** How many events wait for each other. */
const size = 2

/** The emitter of protocol.md §3.5 sends a map from type to list; a plain list in the order of time is read as well. */
function batch(frames: readonly Json[], asMap: boolean, userId: string, wallMs: number): Json {
  const byType = Object.groupBy(frames, ({ type }) => String(type))
  const events = asMap
    ? Object.fromEntries(Object.entries(byType).map(([type, own]) => [type, own?.map(untyped)]))
    : frames
  const timestamp = isoTime(wallMs)
  return {
    type: 'event_batch',
    user_id: userId,
    batch_id: `batch_${wallMs}`,
    events,
    timestamp,
    batch_size: frames.length,
  }
}

function untyped(frame: Json): Json {
  return Object.fromEntries(Object.entries(frame).filter(([name]) => name !== 'type'))
}

/** Events come two at a time, in frames of both shapes. */
const variant: Variant = {
  name: 'event-batch',
  summary: 'Events come in batches of two, as a map by type or as a list.',
  warnings: [],
  hooks: ({ clock }) => {
    const waiting = new Map<string, Json[]>()
    let count = 0
    return {
      async deliver(delivery, next) {
        const { id, userId } = delivery.run
        const frames = [...(waiting.get(id) ?? []), delivery.frame]
        waiting.set(id, frames)
        if (frames.length < size && delivery.frame.type !== 'agent_completed') return
        waiting.delete(id)
        await next({ ...delivery, frame: batch(frames, count++ % 2 === 0, userId, clock.wall()) })
      },
    }
  },
}

export default variant
