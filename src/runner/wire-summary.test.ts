import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../judges/evidence.builder.ts'
import { wireSummary } from './wire-summary.ts'

function aDay() {
  const builder = new EvidenceBuilder().health()
  return { builder, user: builder.user(1).signIn().upgrade().welcome() }
}

test('types come by name with the fields that every event of the type had, and ends with how often', () => {
  const { builder, user } = aDay()
  user.got({ type: 'heartbeat', timestamp: 1, load: 3 }).got({ type: 'heartbeat', timestamp: 2 })
  user.close()
  const wire = wireSummary(builder.build())
  expect(wire.events.map(({ type }) => type)).toEqual(['connection_established', 'heartbeat'])
  expect(wire.events[1]).toMatchObject({ count: 2 })
  expect(wire.events[1]?.fields).toContain('timestamp')
  expect(wire.events[1]?.fields).not.toContain('load')
  expect(wire.closes).toEqual([{ code: 1000, initiator: 'client', scripted: true, count: 1 }])
})

test('a target that invents names without end fills no report', () => {
  const { builder, user } = aDay()
  for (let each = 0; each < 300; each++) user.got({ type: `made_up_${each}_${'x'.repeat(200)}` })
  const { events } = wireSummary(builder.build())
  expect(events).toHaveLength(100)
  expect(Math.max(...events.map(({ type }) => type.length))).toBe(80)
})

test('what the sockets of negative controls got does not count', () => {
  const builder = new EvidenceBuilder().health()
  builder.user(1).signIn().upgrade({ credential: 'tampered' }).welcome().closedBy(1008)
  expect(wireSummary(builder.build())).toEqual({ events: [], closes: [] })
})
