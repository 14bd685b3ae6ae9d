import { expect, test } from 'vitest'
import type { Gate } from '../../model/gate/gate-report.ts'
import { aFailedRun, aReport, hostile } from '../report.builder.ts'
import { renderGate } from './render-gate.ts'

const plain = { color: false }

function aGate(over: Partial<Gate> = {}): Gate {
  return {
    schema: 'golden-path/gate@1',
    version: '0.1.0',
    gate: 'closed',
    reason: 'the runs are pass; 1 thing is worse than before',
    exitCode: 1,
    baselineRuns: 5,
    checks: [
      {
        scenario: 'golden-path',
        aspect: 'closes',
        state: 'worse',
        before: '5 × 1000 by the client as asked',
        after: '5 × 1006 by nobody',
        reason: 'sockets end in a new way: 1006 by nobody',
      },
    ],
    report: aReport(),
    ...over,
  }
}

test('a person reads what is worse and that the gate is closed', () => {
  const text = renderGate('pretty', aGate(), plain)
  expect(text).toContain('worse   golden-path, closes: sockets end in a new way: 1006 by nobody\n')
  expect(text).toContain('5 × 1000 by the client as asked → 5 × 1006 by nobody\n')
  expect(text).toContain('\ngate closed: the runs are pass; 1 thing is worse than before\n')
})

test('a pull request reads a table', () => {
  const text = renderGate('markdown', aGate(), plain)
  expect(text).toMatch(/^# Gate closed\n/)
  expect(text).toContain(
    '| **worse** | `golden-path` | closes | `5 × 1000 by the client as asked` | `5 × 1006 by nobody` |',
  )
})

test('a run that failed is named with its reason', () => {
  const report = aReport({ verdict: 'fail', exitCode: 1, runs: [aFailedRun()] })
  expect(renderGate('markdown', aGate({ report, checks: [] }), plain)).toContain('- `golden-path fail (run 20261122T')
  expect(renderGate('pretty', aGate({ report, checks: [] }), plain)).toContain('failed  golden-path fail')
})

test('the document says everything', () => {
  expect(JSON.parse(renderGate('json', aGate(), plain))).toEqual(aGate())
})

test('whatever the target sent stays inert', () => {
  const check = { ...aGate().checks[0], scenario: 's', aspect: 'events', state: 'worse' } as const
  const gate = aGate({ checks: [{ ...check, before: hostile, after: hostile, reason: hostile }] })
  for (const name of ['pretty', 'markdown'] as const) {
    const text = renderGate(name, gate, plain)
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}|\p{Zl}/u)
    expect(text).not.toContain('\n::error')
  }
  const cells =
    renderGate('markdown', gate, plain)
      .split('\n')
      .find((line) => line.includes('**worse**')) ?? ''
  expect(cells.match(/(?<!\\)\|/g)).toHaveLength(7)
  expect(cells.match(/`/g)).toHaveLength(8)
})
