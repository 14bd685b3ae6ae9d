import { expect, test } from 'vitest'
import { junit } from './junit.ts'
import { aFailedRun, aFinding, aJudgement, aReport, aRun } from './report.builder.ts'

const options = { color: false }

test('a failed run has a failed judge, a skipped one and a failed verdict', () => {
  const report = aReport({ verdict: 'fail', exitCode: 1, runs: [aFailedRun()] })
  expect(junit(report, options)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="golden-path" tests="4" failures="3" errors="0" skipped="1">
      <testsuite name="golden-path" time="0.000" tests="1" failures="1" errors="0" skipped="0">
        <testcase classname="golden-path" name="verdict" time="0.000"><failure message="fail: 1 run (1 fail)"></failure></testcase>
      </testsuite>
      <testsuite name="golden-path" id="20261122T150901-1f3a9c02" timestamp="2026-11-22T15:09:01.000Z" time="3.210" tests="3" failures="2" errors="0" skipped="1">
        <testcase classname="golden-path" name="verdict" time="3.210"><failure message="No welcome came."></failure></testcase>
        <testcase classname="golden-path" name="handshake" time="0.000"><failure message="1 finding">no-welcome-frame (user-1), phase welcome, domain handshake
    expected: a welcome within 10000 ms
    received: nothing within 30000 ms
    next: Look at the backend log for the connection.</failure></testcase>
        <testcase classname="golden-path" name="answer" time="0.000"><skipped message="a lower rung is red"/></testcase>
      </testsuite>
    </testsuites>
    "
  `)
})

test('a pass has no failure, error or skipped case', () => {
  expect(junit(aReport(), options)).toContain(
    '<testsuites name="golden-path" tests="4" failures="0" errors="0" skipped="0">',
  )
})

test.each([
  ['error', 3],
  ['inconclusive', 4],
  ['cancelled', 130],
] as const)('%s is an error, never a pass', (verdict, exitCode) => {
  const text = junit(aReport({ verdict, exitCode, runs: [aRun({ verdict })] }), options)
  expect(text).toContain('failures="0" errors="2"')
})

test('nothing run is an error', () => {
  const text = junit(aReport({ verdict: 'inconclusive', exitCode: 4, runs: [] }), options)
  expect(text).toContain('tests="1" failures="0" errors="1"')
})

test('degraded passes with its warnings shown, unless the command was told to fail on it', () => {
  const findings = [aFinding({ severity: 'warn', code: 'llm-slow' })]
  const runs = [aRun({ verdict: 'degraded', findings, judgements: [aJudgement({ state: 'broken', findings })] })]
  const tolerant = junit(aReport({ verdict: 'degraded', runs }), options)
  expect(tolerant).toContain('failures="0" errors="0"')
  expect(tolerant).toContain('<system-out>llm-slow (user-1)')
  expect(junit(aReport({ verdict: 'degraded', exitCode: 1, runs }), options)).toContain('failures="2" errors="0"')
})

test('a degraded run beside a failed one is no failure of its own', () => {
  const runs = [aRun({ verdict: 'degraded', judgements: [] }), aFailedRun()]
  expect(junit(aReport({ verdict: 'fail', exitCode: 1, runs }), options)).toContain(
    ' failures="3" errors="0" skipped="1">',
  )
})
