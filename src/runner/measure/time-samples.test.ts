import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../judges/evidence.builder.ts'
import { counted, finish, measured, oneUser } from './measure.builder.ts'

const phases = 'golden_path_phase_duration_seconds'
const parts = 'golden_path_connect_duration_seconds'

test('every phase that came to its end has a time', () => {
  const run = new EvidenceBuilder().health().step('close', 'user-1')
  run.user(1).whole()
  const times = measured(finish(run.build()), phases, 'phase')
  expect(times).toMatchObject({ platform: [0.03], auth: [0.08], handshake: [0.1], welcome: [0.15], close: [0.01] })
  expect(times).toMatchObject({ events: [0.611], answer: [3.24] })
})

test('what failed or never came has none', () => {
  const refused = finish(oneUser((user) => user.http({ status: 401, body: '{}' })))
  expect(Object.keys(measured(refused, phases, 'phase'))).toEqual(['platform'])
  const dumb = finish(oneUser((user) => user.signIn().upgrade().after(30_000).closedBy(1006)))
  expect(Object.keys(measured(dumb, phases, 'phase'))).toEqual(['platform', 'auth', 'handshake'])
  const dead = finish(oneUser((user) => user.signIn().upgrade().welcome().prompt().started().closedBy(1011)))
  expect(measured(dead, phases, 'phase').answer).toBeUndefined()
  const down = new EvidenceBuilder().health({ status: 503, body: '' }).step('close', 'user-1', 'failed').build()
  expect(measured(finish(down), phases, 'phase')).toEqual({})
})

test('the parts of connecting are those of every request, and the upgrade only where it was answered by 101', () => {
  const run = finish(oneUser((user) => user.signIn().upgrade()))
  expect(counted(run, parts, 'part')).toEqual({ dns: 0.005, tcp: 0.01, tls: 0.015, upgrade: 0.02 })
  const refused = finish(oneUser((user) => user.upgrade({ status: 403 })))
  expect(measured(refused, parts, 'part').upgrade).toBeUndefined()
  const bare = { dnsMs: null, tcpMs: 4, tlsMs: null, firstByteMs: null }
  const plain = new EvidenceBuilder()
  plain.user(1).upgrade({ timings: bare, status: null })
  expect(measured(finish(plain.build()), parts, 'part')).toEqual({ tcp: [0.004] })
})

test('who waited for others at a gate waited for us', () => {
  const together = { gate: 'gate-1', size: 2, offsetMs: 0, releasedMs: 5_000 }
  const run = finish(oneUser((user) => user.upgrade({ together, tookMs: 5_070 }).welcome()))
  expect(measured(run, parts, 'part').upgrade).toEqual([0.07])
  expect(measured(run, phases, 'phase')).toMatchObject({ handshake: [0.07], welcome: [0.12] })
})
