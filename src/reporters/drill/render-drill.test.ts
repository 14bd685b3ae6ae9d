import { expect, test } from 'vitest'
import { drillSchema } from '../../model/drill.ts'
import { aDrill, aRow } from './drill.builder.ts'
import { drillReporterNames } from './names.ts'
import { renderDrill } from './render-drill.ts'

const plain = { color: false }
const missed = aRow({
  outcome: 'missed',
  got: { verdict: 'pass', headline: null, codes: [], isProven: true },
  strict: { policy: 'strict', verdict: 'fail', sees: ['events-missing-partial'] },
  reason: 'All 10 judges hold for 1 user.',
  evidenceFile: '/tmp/evidence.json',
})
const failed = aDrill([aRow(), missed], { caught: 0, named: 0, exitCode: 1 })

test.each(drillReporterNames)('%s says that it was our own twin', (name) => {
  expect(renderDrill(name, aDrill([aRow()]), plain)).toMatch(/our own twin|"target": "embedded"/)
})

test('the matrix has one line for each run, in columns', () => {
  const healthy = aRow({
    kind: 'healthy',
    name: 'no-tools',
    hunted: false,
    expected: { verdicts: ['pass', 'degraded'], codes: ['events-missing-partial'] },
    got: { verdict: 'degraded', headline: 'events-missing-partial', codes: ['events-missing-partial'], isProven: true },
    outcome: 'passed',
    spoilt: ['busy'],
    tries: 2,
  })
  const quiet = aRow({
    hunted: false,
    outcome: 'quiet',
    round: 2,
    got: { verdict: 'pass', headline: null, codes: [], isProven: true },
  })
  const text = renderDrill('pretty', aDrill([aRow(), healthy, quiet], { healthy: 1, spoilt: 1 }), plain)
  expect(text.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['subject', 'scenario', 'dialect', 'expected', 'got', 'outcome', 'only strict sees'],
    ['ws-route-missing', 'golden-path', 'handshake', 'fail: ws-route-missing', 'fail: ws-route-missing', 'caught'],
    [
      'healthy no-tools',
      'golden-path',
      'handshake',
      'pass or degraded: events-missing-partial',
      'degraded: events-missing-partial',
      'passed (try 2)',
    ],
    ['ws-route-missing', 'golden-path (round 2)', 'handshake', 'not hunted: no other code', 'pass', 'quiet'],
    [''],
    [
      'drill passed: 1 of 1 faults caught, 1 called by their name; 0 false alarms in 1 healthy runs; 1 runs repeated because we were too busy ourselves; 1 min 5 s, seed drill',
    ],
    ['This tested the monitor against our own twin. It says nothing about a real target.'],
    [''],
  ])
})

test('what is wrong is said again below, with its seed, its reason and its evidence', () => {
  const text = renderDrill('pretty', failed, plain)
  expect(text).toContain('drill failed: 0 of 1 faults caught')
  expect(text).toContain(
    'missed: ws-route-missing in golden-path (handshake, round 1, seed drill/ws-route-missing/golden-path/1)',
  )
  expect(text).toContain('  All 10 judges hold for 1 user.\n  evidence: /tmp/evidence.json')
  expect(text).toContain('events-missing-partial')
})

test('colours are for those who want them', () => {
  expect(renderDrill('pretty', failed, { color: true })).toContain('\u001b[31m')
  expect(renderDrill('pretty', failed, plain)).not.toContain('\u001b')
})

test('JSON is one document of the schema, and begins as promised', () => {
  const document: unknown = JSON.parse(renderDrill('json', failed, plain))
  expect(drillSchema.parse(document)).toEqual(failed)
  expect(Object.keys(document ?? {}).slice(0, 8)).toEqual([
    'schema',
    'faults',
    'caught',
    'named',
    'healthy',
    'falseAlarms',
    'durationMs',
    'rows',
  ])
})

test('whatever the target sent stays inert in a table', () => {
  const hostile = aRow({ outcome: 'misnamed', reason: 'closed with "| `x` |\u001b[31m <b>"' })
  const text = renderDrill('markdown', aDrill([hostile], { exitCode: 1 }), plain)
  expect(text).toContain('- misnamed: `ws-route-missing in golden-path`, `closed with "\\| \'x\' \\|\\u001b[31m <b>"`')
  expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3)
})
