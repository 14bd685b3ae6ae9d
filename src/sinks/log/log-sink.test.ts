import { expect, test } from 'vitest'
import type { MonitorEvent } from '../../model/monitor-event.ts'
import { finishedRun, scenario, target } from '../metrics/metrics.builder.ts'
import { createLog } from './create-log.ts'
import { createLogSink } from './log-sink.ts'

const wallMs = Date.parse('2026-11-22T03:12:00Z')

function logged({ isTTY = false, color = false } = {}) {
  const lines: string[] = []
  const log = createLog({ isTTY, write: (text) => void lines.push(text) }, color)
  return { lines, log, sink: createLogSink(log) }
}

/** The one object of the one line. */
function only(lines: readonly string[]): unknown {
  expect(lines).toHaveLength(1)
  const [line = ''] = lines
  expect(line.endsWith('\n')).toBe(true)
  return JSON.parse(line)
}

test('a run is one line with its id, its verdict and what repeats it', () => {
  const { lines, sink } = logged()
  sink.event({ kind: 'run-started', wallMs, runId: 'r', scenario: 's', purpose: 'watch', seed: 'x' })
  sink.finished(finishedRun({ runId: 'run-1', verdict: 'pass', seed: 'abc', durationMs: 12.6 }))
  expect(only(lines)).toMatchObject({ level: 'info', runId: 'run-1', verdict: 'pass', seed: 'abc', durationMs: 13 })
})

test.each([
  ['pass', 'info'],
  ['cancelled', 'info'],
  ['degraded', 'warn'],
  ['inconclusive', 'warn'],
  ['error', 'error'],
  ['fail', 'error'],
] as const)('a run that is %s is of level %s', (verdict, level) => {
  const { lines, sink } = logged()
  sink.finished(finishedRun({ verdict }))
  expect(only(lines)).toMatchObject({ level, verdict })
})

test.each<[string, MonitorEvent, object | null]>([
  [
    'a skipped tick',
    { kind: 'run-skipped', wallMs, scenario: 's', reason: 'back_off', detail: 'until noon' },
    { level: 'warn', reason: 'back_off', detail: 'until noon' },
  ],
  [
    'a run that died with its process',
    { kind: 'run-killed', wallMs, runId: 'run-1', scenario: 's', purpose: 'watch' },
    { level: 'warn', runId: 'run-1' },
  ],
  ['a tick in time', { kind: 'tick-lagged', wallMs, scenario: 's', lagMs: 40 }, null],
  ['a late tick', { kind: 'tick-lagged', wallMs, scenario: 's', lagMs: 9_000 }, { level: 'warn', lagMs: 9_000 }],
  ['a plan', { kind: 'scheduled', wallMs, next: new Map([['s', wallMs]]) }, null],
  [
    'a good reload',
    { kind: 'reloaded', wallMs, isGood: true, reason: '', scenarios: [scenario('s')], target },
    { level: 'info', scenarios: 1 },
  ],
  [
    'a bad reload',
    { kind: 'reloaded', wallMs, isGood: false, reason: 'a comma', scenarios: [], target },
    { level: 'error', reason: 'a comma' },
  ],
  [
    'another revision',
    { kind: 'revision-changed', wallMs, service: 'api', from: 'a', to: 'b' },
    { level: 'info', service: 'api', from: 'a', to: 'b' },
  ],
  [
    'a drill',
    { kind: 'drilled', wallMs, faults: { caught: 9, missed: 1, misnamed: 0, false_alarm: 0 } },
    { level: 'info', caught: 9, missed: 1 },
  ],
])('of %s is said what there is to say', (_name, event, line) => {
  const { lines, sink } = logged()
  sink.event(event)
  expect(lines.map((each) => JSON.parse(each))).toMatchObject(line === null ? [] : [line])
})

test('what is wrong with the history is said once each, and once that it is well again', () => {
  const { lines, sink } = logged()
  for (const reason of ['', 'disk full', 'no folder', 'disk full', '', '', 'disk full', 'three runs are lost'])
    sink.event({ kind: 'history-written', wallMs, isGood: reason === '', reason })
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'error', reason: 'disk full' },
    { level: 'error', reason: 'no folder' },
    { level: 'info', message: 'The history is well again.' },
    { level: 'error', reason: 'disk full' },
    { level: 'error', reason: 'three runs are lost' },
  ])
})

test('on a terminal a line is a time, plain words and the rest, without colours unless they are wanted', () => {
  const { lines, log } = logged({ isTTY: true })
  log.warn({ runId: 'run-1', code: null, reason: '' }, 'golden-path: degraded')
  expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d golden-path: degraded runId=run-1\n$/)])
  const colourful = logged({ isTTY: true, color: true })
  colourful.log.error({}, 'golden-path: fail')
  expect(colourful.lines[0]).toContain('\u001b[31mgolden-path: fail')
})

test('what a target says cannot steer a terminal or begin a line of its own', () => {
  for (const isTTY of [true, false]) {
    const { lines, log } = logged({ isTTY })
    log.info({ reason: 'red \u001b[31m\nfake line \u202e' }, 'golden-path: fail')
    expect(lines).toHaveLength(1)
    for (const char of ['\n', '\u001b', '\u202e']) expect(lines[0]?.trimEnd()).not.toContain(char)
  }
})
