import type { FrameFact } from '../../model/evidence.ts'
import { pathOf } from './find-session.ts'
import type { HarEntry } from './har-schema.ts'

/** Frames by which a client asks an agent (protocol.md §4.1). */
const askingTypes: ReadonlySet<string> = new Set([
  'start_agent',
  'execute_agent',
  'EXECUTE_AGENT',
  'user_message',
  'user',
  'user_input',
  'chat_message',
  'message',
  'chat',
  'agent_request',
  'run_agent',
  'agent_message',
])
const textNames = ['user_request', 'content', 'message', 'text', 'query', 'prompt']

/** What a frame of the client asks an agent; null when it asks nothing. */
export function askedInFrame({
  direction,
  opcode,
  data,
}: Pick<FrameFact, 'direction' | 'opcode' | 'data'>): string | null {
  if (direction !== 'out' || opcode !== 'text') return null
  const frame = recordOf(data)
  if (frame === null || typeof frame.type !== 'string' || !askingTypes.has(frame.type)) return null
  return textIn(frame) ?? ''
}

/** What an exchange asks an agent: the web app starts runs over HTTP (protocol.md §4.2). Null when it asks nothing. */
export function askedInExchange({ request }: HarEntry): string | null {
  if (request.method !== 'POST' || !/\/api\/(agents?|chat|demo\/chat)\b/.test(pathOf(request.url))) return null
  const body = recordOf(request.postData?.text ?? '')
  return body === null ? null : textIn(body)
}

function textIn(frame: Record<string, unknown>): string | null {
  const places = [frame.payload, frame.data, frame]
  for (const place of places) {
    if (!isRecord(place)) continue
    const name = textNames.find((each) => typeof place[each] === 'string')
    const text = name === undefined ? undefined : place[name]
    if (typeof text === 'string') return text
  }
  return null
}

function recordOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
