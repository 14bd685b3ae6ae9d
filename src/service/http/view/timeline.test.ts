import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../../../judges/evidence.builder.ts'
import { judgeEvidence } from '../../../judges/judge.ts'
import type { Evidence } from '../../../model/evidence-file.ts'
import { type Lane, timelineOf } from './timeline.ts'

const draw = (evidence: Evidence) => timelineOf(evidence, judgeEvidence(evidence).findings)
const laneOf = (evidence: Evidence, user: string | null): Lane => {
  const lane = draw(evidence).lanes.find((each) => each.user === user)
  if (lane === undefined) throw new Error(`There is no lane of ${user}.`)
  return lane
}
const labels = (things: readonly { readonly label: string }[]) => things.map(({ label }) => label)

test('a good run has a lane for each user with all that it did', () => {
  const builder = new EvidenceBuilder().health()
  builder.user(1).whole()
  builder.user(2, 'bystander').signIn().upgrade().welcome().after(3_000).close()
  const evidence = builder.build()
  expect(draw(evidence).lanes.map(({ user, role }) => [user, role])).toEqual([
    [null, null],
    ['user-1', 'speaker'],
    ['user-2', 'bystander'],
  ])
  const lane = laneOf(evidence, 'user-1')
  expect(labels(lane.bars)).toEqual(['sign-in', 'verify', 'api-call', 'upgrade', 'Supervisor', 'cost_analyzer'])
  expect(lane.bars.every(({ isOpen, tone }) => !isOpen && tone !== 'bad')).toBe(true)
  expect(labels(lane.marks)).toEqual(['welcome', 'prompt', 'started', 'thinking', 'completed', '1000'])
  expect(lane.sockets).toHaveLength(1)
  expect(lane.flags).toEqual([])
})

test('an agent and a tool that never end are open up to where they were given up', () => {
  const builder = new EvidenceBuilder().health()
  const user = builder.user(1).signIn().upgrade().welcome().prompt().started()
  user.event('tool_executing', { tool_name: 'cost_analyzer' }).after(100_000).close()
  const lane = laneOf(builder.build({ observedUntilMs: 110_000 }), 'user-1')
  const open = lane.bars.filter(({ isOpen }) => isOpen)
  expect(labels(open)).toEqual(['Supervisor', 'cost_analyzer'])
  expect(open.every(({ tone, toMs }) => tone === 'bad' && toMs > 60_000)).toBe(true)
})

test('a finding stands where its decisive frame came, in the lane of its user', () => {
  const builder = new EvidenceBuilder().health()
  builder.user(1).signIn().verify().upgrade().closedBy(1011, 'Factory SSOT validation failed')
  const evidence = builder.build()
  const close = evidence.facts.find(({ kind }) => kind === 'close')
  const lane = laneOf(evidence, 'user-1')
  expect(lane.flags).toMatchObject([{ number: 1, severity: 'fail', atMs: close?.atMs }])
  expect(lane.marks.at(-1)).toMatchObject({ label: '1011', tone: 'bad' })
})

test('a bad credential that is refused is as it should be', () => {
  const builder = new EvidenceBuilder().health()
  builder.user(1).signIn().upgrade({ status: 403, credential: 'tampered' })
  expect(laneOf(builder.build(), 'user-1').bars.at(-1)).toMatchObject({ label: 'control tampered', tone: 'good' })
})

test('a completion without a call is a mark in the row of tools', () => {
  const builder = new EvidenceBuilder().health()
  const user = builder.user(1).signIn().upgrade().welcome().prompt().started()
  user.event('tool_completed', { tool_name: 'cost_analyzer' }).completed().close()
  const mark = laneOf(builder.build(), 'user-1').marks.find(({ row }) => row === 'tool')
  expect(mark).toMatchObject({ label: 'tool_completed', tone: 'bad' })
})

test('evidence without any fact is an empty drawing', () => {
  expect(draw(new EvidenceBuilder().build())).toMatchObject({ untilMs: 20_000 })
})
