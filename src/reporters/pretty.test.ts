import { expect, test } from 'vitest'
import { verdicts } from '../model/words.ts'
import { pretty } from './pretty.ts'
import { aFailedRun, aFinding, aReport, aRun } from './report.builder.ts'

test('a pass is short', () => {
  expect(pretty(aReport(), { color: false })).toMatchInlineSnapshot(`
    "golden-path 0.1.0, target staging

     PASS  golden-path 3.2 s run 20261122T150901-1f3a9c02, seed seed-1
      All 2 judges hold.
      user-1 wren-monitor  sign-in 45 ms, upgrade 20 ms, welcome 31 ms, first event 420 ms, answer 2.6 s

     PASS  1 run (1 pass)
    "
  `)
})

test('a failure says where, whose, what was expected, what came and what to do', () => {
  const report = aReport({ verdict: 'fail', exitCode: 1, runs: [aFailedRun(), aRun()] })
  expect(pretty(report, { color: false })).toMatchInlineSnapshot(`
    "golden-path 0.1.0, target staging

     FAIL  golden-path 3.2 s run 20261122T150901-1f3a9c02, seed seed-1
      No welcome came.
      phase welcome, domain handshake
      user-1 wren-monitor  sign-in 45 ms, upgrade 20 ms, welcome 31 ms, first event 420 ms, answer 2.6 s

      ✗ no-welcome-frame (fail, phase welcome, domain handshake, user-1)
        expected  a welcome within 10000 ms
        received  nothing within 30000 ms
        frames    3, 4
        next      Look at the backend log for the connection.
        more      npm run -s golden-path -- explain no-welcome-frame

     PASS  golden-path 3.2 s run 20261122T150901-1f3a9c02, seed seed-1
      All 2 judges hold.
      user-1 wren-monitor  sign-in 45 ms, upgrade 20 ms, welcome 31 ms, first event 420 ms, answer 2.6 s

     FAIL  2 runs (1 fail, 1 pass)
    "
  `)
})

test('every verdict of the embedded twin says that it is a demo', () => {
  for (const verdict of verdicts) {
    const text = pretty(aReport({ verdict, targetKind: 'embedded', runs: [aRun({ verdict })] }), { color: false })
    const lines = text.split('\n').filter((line) => line.includes(` ${verdict.toUpperCase()} `))
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toContain('demo')
  }
})

test('nothing run is said, not hidden', () => {
  expect(pretty(aReport({ verdict: 'inconclusive', exitCode: 4, runs: [] }), { color: false })).toContain(
    'nothing was run',
  )
})

test('a finding with many frames names the first ones', () => {
  const finding = aFinding({ frames: Array.from({ length: 12 }, (_, i) => i) })
  expect(pretty(aReport({ runs: [aFailedRun(finding)] }), { color: false })).toContain(
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more',
  )
})

test('colours come only when they are asked for', () => {
  expect(pretty(aReport(), { color: true })).toContain('\u001b[')
  expect(pretty(aReport(), { color: false })).not.toContain('\u001b[')
})
