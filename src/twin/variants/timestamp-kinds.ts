import { isJson, type Json, parseJson } from '../json.ts'
import { floatTime, isoTime } from '../timestamps.ts'
import type { Variant } from '../variant.ts'

/** Every way in which servers are known to write a time (protocol.md §3.0). `ms` is a wall-clock time. */
const kinds: readonly ((ms: number) => string | number)[] = [
  isoTime,
  (ms) => new Date(ms).toISOString(),
  (ms) => new Date(ms).toISOString().replace('Z', ''),
  (ms) => isoTime(ms).replace('T', ' '),
  floatTime,
  (ms) => Math.floor(ms / 1_000),
  (ms) => Math.floor(ms),
  (ms) => String(floatTime(ms)),
]

function stamped(value: Json, timestamp: string | number): Json {
  const members = Object.entries(value).map(([name, member]) => {
    if (name === 'timestamp') return [name, timestamp]
    return [name, isJson(member) ? stamped(member, timestamp) : member]
  })
  return Object.fromEntries(members)
}

/** Each frame writes its times in another way than the one before. */
const variant: Variant = {
  name: 'timestamp-kinds',
  summary:
    'Times come as ISO text of four kinds, as seconds, as milliseconds and as text of a number, one after the other.',
  warnings: [],
  hooks: ({ clock }) => {
    let count = 0
    return {
      async transmit({ connection, text }, next) {
        const frame = parseJson(text)
        const kind = kinds[count++ % kinds.length] ?? floatTime
        await next({
          connection,
          text: frame === undefined ? text : JSON.stringify(stamped(frame, kind(clock.wall()))),
        })
      },
    }
  },
}

export default variant
