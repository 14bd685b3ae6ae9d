import type { Step } from '../agent/step.ts'
import { isJson, type Json, parseJson } from '../json.ts'
import type { Variant } from '../variant.ts'

const strangers: readonly Step[] = [
  { afterMs: 20, action: { kind: 'frame', frame: { type: 'cost_estimate', payload: { currency: 'EUR', cents: 12 } } } },
  { afterMs: 20, action: { kind: 'frame', frame: { type: 'agent_mood', data: { mood: 'curious' }, version: 3 } } },
]

/** New fields on every level, with every kind of value. */
function extend(frame: Json): Json {
  const added = { schema_version: 3, region: 'us-central1', hints: ['a', null, 1.5], flags: { beta: true }, note: null }
  const inside = Object.entries(frame).map(([name, value]) =>
    isJson(value) && (name === 'data' || name === 'payload') ? [name, { ...value, ...added }] : [name, value],
  )
  return { ...Object.fromEntries(inside), ...added }
}

/** A server that has learnt something new: what we do not know is drift, never a failure. */
const variant: Variant = {
  name: 'unknown-events-and-fields',
  summary: 'Frames hold fields that nobody knows, and some frames have types that nobody knows.',
  warnings: [],
  hooks: () => ({
    async script(run, next) {
      const steps = await next(run)
      return [...steps.slice(0, 2), ...strangers, ...steps.slice(2)]
    },
    async transmit({ connection, text }, next) {
      const frame = parseJson(text)
      await next({ connection, text: frame === undefined ? text : JSON.stringify(extend(frame)) })
    },
  }),
}

export default variant
