import type { Fault } from '../fault.ts'
import { isJson, type Json } from '../json.ts'

const renamed: Readonly<Record<string, string>> = { tool_name: 'instrument', tool: 'instrument' }

function drifted(frame: Json): Json {
  const entries = Object.entries(frame).map(([name, value]): [string, unknown] => [
    renamed[name] ?? name,
    isJson(value) ? drifted(value) : value,
  ])
  return Object.fromEntries(entries)
}

/** F13: a revision renames a field on the way, so that tool events no longer name their tool where readers look for it. */
const fault: Fault = {
  name: 'event-envelope-drift',
  summary: 'Tool events lack the name of their tool, though everything else of them comes.',
  family: 'F',
  expected: { verdict: 'degraded', codes: ['event-envelope-drift'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    deliver: (delivery, next) => next({ ...delivery, frame: drifted(delivery.frame) }),
  }),
}

export default fault
