import type { Json } from '../json.ts'
import type { Variant } from '../variant.ts'

/** Spellings that servers have used for the same thing; `reasoning` is a slip of one emitter (protocol.md §3.0, §3.5). */
const spellings: Readonly<Record<string, string>> = {
  connection_established: 'connect',
  agent_thinking: 'reasoning',
  tool_executing: 'tool_started',
  tool_completed: 'tool_result',
  agent_completed: 'agent_finished',
}

function respell(frame: Json): Json {
  const type = String(frame.type)
  return { ...frame, type: spellings[type] ?? type }
}

/** A server that has other names for the welcome and for four of the five events. */
const variant: Variant = {
  name: 'other-spellings',
  summary: 'Welcome and events come under other names: connect, reasoning, tool_started, tool_result, agent_finished.',
  warnings: [],
  hooks: () => ({
    welcome: async (connection, next) => (await next(connection)).map(respell),
    deliver: (delivery, next) => next({ ...delivery, frame: respell(delivery.frame) }),
  }),
}

export default variant
