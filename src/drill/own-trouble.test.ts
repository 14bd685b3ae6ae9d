import { expect, test } from 'vitest'
import { EvidenceBuilder } from '../judges/evidence.builder.ts'
import type { EvidenceContext } from '../model/evidence-file.ts'
import { ownTrouble } from './own-trouble.ts'

const fair = { tookMs: 1_000, lateMs: 20 }

function seen(changes: Partial<EvidenceContext> = {}, stalledMs = 0) {
  const builder = new EvidenceBuilder().health()
  builder.user(1).http({ tookMs: 9_000, body: '{"access_token":"x"}' })
  const stall = { kind: 'monitor', atMs: 6_000, user: null, what: 'loop-stalled', detail: 'we slept' } as const
  if (stalledMs > 0) builder.add({ ...stall, durationMs: stalledMs })
  return builder.build({ loopDelayMaxMs: 4, timeScale: 10, ...changes })
}

test('a fair run has no excuse', () => {
  expect(ownTrouble(seen(), fair)).toBeNull()
})

test('a run that saw nothing has no excuse', () => {
  expect(ownTrouble(null, { tookMs: 1_000, lateMs: 900 })).toBeNull()
})

test('a verdict that our stall voided does not count', () => {
  expect(ownTrouble(seen({}, 3_000), fair)).toContain('Our event loop stalled for 3000 ms')
})

test('an error that is no stall has no excuse', () => {
  expect(ownTrouble(seen({ ended: 'error' }), fair)).toBeNull()
})

test.each([
  [100, 10, null],
  [101, 10, "Our event loop was 101 ms late, 1010 ms of the twin's time."],
  [101, 5, null],
])('a delay of %i ms at time scale %i', (loopDelayMaxMs, timeScale, trouble) => {
  expect(ownTrouble(seen({ loopDelayMaxMs, timeScale }), fair)).toBe(trouble)
})

test.each([
  [100, null],
  [430, 'We lagged behind for 43 % of the run: the machine is too busy.'],
])('%i ms late in a run of a second', (lateMs, trouble) => {
  expect(ownTrouble(seen(), { tookMs: 1_000, lateMs })).toBe(trouble)
})
