import { isJson, type Json } from '../json.ts'
import type { Variant } from '../variant.ts'

/** Old servers wrap an event inside `data`, or beside a `payload` (protocol.md §3.0). */
function wrap(frame: Json, insideData: boolean): Json {
  const { type: event, data, payload, ...rest } = frame
  const fields = { ...rest, ...(isJson(payload) ? payload : {}), ...(isJson(data) ? data : {}) }
  return insideData
    ? { type: 'system_message', data: { event, ...fields } }
    : { type: 'system_message', event, payload: fields }
}

/** Welcome and events come as system messages of both kinds. */
const variant: Variant = {
  name: 'system-messages',
  summary: 'Welcome and events are wrapped into `system_message`, in both known ways.',
  warnings: [],
  hooks: () => {
    let count = 0
    return {
      welcome: async (connection, next) =>
        (await next(connection)).map((frame) => (frame.type === 'connection_established' ? wrap(frame, true) : frame)),
      deliver: (delivery, next) => next({ ...delivery, frame: wrap(delivery.frame, count++ % 2 === 0) }),
    }
  },
}

export default variant
