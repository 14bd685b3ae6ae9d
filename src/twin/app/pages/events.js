/** Other spellings of the types that the page knows (protocol.md §3.0). */
const aliases = {
  reasoning: 'agent_thinking',
  agent_finished: 'agent_completed',
  tool_started: 'tool_executing',
  tool_call: 'tool_executing',
  tool_result: 'tool_completed',
  agent_failed: 'agent_error',
  error_message: 'error',
}

/** Every message inside one of the server, unwrapped: `{ type, fields }`, whatever the envelope (protocol.md §3.0). */
export function unwrap(message) {
  if (message.type === 'event_batch' || message.type === 'batch') return batch(message).flatMap(unwrap)
  const inner = message.type === 'system_message' ? (message.event ?? message.data?.event) : undefined
  const spelled = inner ?? message.type
  const fields = { ...message, ...message.payload, ...message.data, ...message.data?.payload }
  return [{ type: aliases[spelled] ?? spelled, fields }]
}

function batch({ events = {} }) {
  if (Array.isArray(events)) return events
  return Object.entries(events).flatMap(([type, all]) => all.map((each) => ({ type, ...each })))
}

/** What a person reads while the agent works; null for what is of no interest to a person. */
export function progressOf({ type, fields }) {
  const agent = fields.agent_name ?? fields.agent ?? 'The agent'
  const tool = fields.tool_name ?? fields.tool ?? 'a tool'
  switch (type) {
    case 'agent_started':
      return `${agent} has started.`
    case 'agent_thinking':
      return fields.reasoning ?? fields.thought ?? fields.message ?? 'Thinking…'
    case 'tool_executing':
      return `Using ${tool}…`
    case 'tool_completed':
      return `Done with ${tool}.`
    case 'agent_completed':
      return `${agent} is done.`
    default:
      return null
  }
}

/** The names under which answers hide, best first. */
const answerNames = [
  'final_response',
  'response',
  'answer',
  'summary',
  'content',
  'text',
  'output',
  'result',
  'results',
]

/** The answer in an `agent_completed`; empty when it has none. */
export function answerOf({ fields }) {
  return find(fields.final_response ?? fields.result ?? fields.results ?? fields.response ?? '')
}

function find(value) {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(find).filter(Boolean).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  const named = answerNames.find((name) => value[name] !== undefined && find(value[name]) !== '')
  if (named !== undefined) return find(value[named])
  return Object.values(value)
    .filter((each) => typeof each === 'object')
    .map(find)
    .filter(Boolean)
    .join('\n')
}

/** What went wrong, in the server's words; null for a message that is no error. */
export function errorOf({ type, fields }) {
  if (type !== 'error' && type !== 'agent_error') return null
  const told = fields.error_message ?? fields.message ?? fields.error
  return typeof told === 'string' ? told : (told?.message ?? 'Something went wrong.')
}
