import { type Symptom, symptom } from './symptom.ts'
import type { SocketView } from './view-types.ts'

/** More frames of one kind prove nothing more. */
const MOST_FRAMES = 20

/** Frames of a socket that cannot be read, as one symptom: text that is no JSON object, binary frames. */
export function unreadable(socket: SocketView): Symptom[] {
  const bad = socket.frames.filter(({ problem }) => problem !== null)
  const [first] = bad
  if (first === undefined) return []
  const early = socket.welcome === null || first.fact.seq < socket.welcome.seq
  return [
    symptom({
      code: 'malformed-frame',
      phase: early ? 'welcome' : 'events',
      user: socket.user.id,
      expected: 'every frame is one JSON object as text',
      received: `${first.problem ?? ''}${bad.length === 1 ? '' : `, and ${bad.length - 1} more`}`,
      frames: bad.slice(0, MOST_FRAMES).map(({ fact }) => fact.seq),
      socket,
    }),
  ]
}
