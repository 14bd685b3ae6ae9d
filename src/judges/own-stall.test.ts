import { expect, test } from 'vitest'
import type { MonitorFact } from '../model/evidence.ts'
import { EvidenceBuilder } from './evidence.builder.ts'
import { isOwnKeepaliveLoss } from './own-stall.ts'
import { viewEvidence } from './view.ts'

type Given = {
  readonly code?: number
  readonly reason?: string
  readonly loopDelayMs?: number
  readonly fact?: Pick<MonitorFact, 'what' | 'atMs' | 'durationMs'>
}

/** A socket that opens at 100 ms and is closed at 5000 ms by the server. */
function isOurs({ code = 1011, reason = 'keepalive ping timeout', loopDelayMs = 3, fact }: Given): boolean {
  const run = new EvidenceBuilder()
  run.user(1).upgrade().after(4_870).closedBy(code, reason, { loopDelayMs })
  if (fact !== undefined) run.add({ kind: 'monitor', user: null, detail: '', ...fact })
  const view = viewEvidence(run.build())
  const [socket] = view.sockets
  expect([socket?.openedMs, socket?.close?.atMs]).toEqual([100, 5_000])
  return socket !== undefined && isOwnKeepaliveLoss(view, socket)
}

const stalled = (atMs: number, durationMs: number, what: MonitorFact['what'] = 'loop-stalled'): Given => ({
  fact: { what, atMs, durationMs },
})

test.each<[string, Given, boolean]>([
  ['and our loop kept time', {}, false],
  ['and our loop stood still for 999 ms', { loopDelayMs: 999 }, false],
  ['and our loop stood still for a second', { loopDelayMs: 1_000 }, true],
  ['by "ping timeout"', { reason: 'ping timeout', loopDelayMs: 5_000 }, true],
  ['for another reason', { reason: 'Internal error', loopDelayMs: 5_000 }, false],
  ['by another code', { code: 1006, loopDelayMs: 5_000 }, false],
  ['and a stall is on record meanwhile', stalled(3_000, 500), true],
  ['and a stall ended when the socket opened', stalled(100, 50), true],
  ['and a stall ended before the socket opened', stalled(99, 50), false],
  ['and a stall began when the socket ended', stalled(5_500, 500), true],
  ['and a stall began after the socket ended', stalled(5_501, 500), false],
  ['and our clock jumped meanwhile', stalled(3_000, 500, 'clock-jump'), false],
])('a server that gave up on us %s', (_how, given, expected) => {
  expect(isOurs(given)).toBe(expected)
})
