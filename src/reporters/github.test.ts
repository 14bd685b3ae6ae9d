import { expect, test } from 'vitest'
import { github } from './github.ts'
import { aFailedRun, aFinding, aReport, aRun } from './report.builder.ts'

const options = { color: false }

test('a failure is one annotation for its finding and one for the verdict', () => {
  const report = aReport({ verdict: 'fail', exitCode: 1, runs: [aFailedRun()] })
  expect(github(report, options)).toMatchInlineSnapshot(`
    "::error title=golden-path%3A no-welcome-frame (phase welcome%2C domain handshake%2C user-1)::Expected: a welcome within 10000 ms%0AReceived: nothing within 30000 ms%0ANext: Look at the backend log for the connection.%0ARun: 20261122T150901-1f3a9c02
    ::error title=golden-path::fail: 1 run (1 fail)
    "
  `)
})

test('a pass is a notice', () => {
  expect(github(aReport(), options)).toBe('::notice title=golden-path::pass: 1 run (1 pass)\n')
})

test('a warning is a warning', () => {
  const runs = [aRun({ verdict: 'degraded', findings: [aFinding({ severity: 'warn' })] })]
  const levels = github(aReport({ verdict: 'degraded', runs }), options).match(/^::\w+/gm)
  expect(levels).toEqual(['::warning', '::warning'])
})

test('a run that says nothing honest is an error although it has no finding', () => {
  const runs = [aRun({ verdict: 'inconclusive', reason: '100% rate limited' })]
  const text = github(aReport({ verdict: 'inconclusive', exitCode: 4, runs }), options)
  expect(text).toContain('::error title=golden-path%3A inconclusive::100%25 rate limited\n')
})
