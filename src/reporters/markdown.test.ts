import { expect, test } from 'vitest'
import { markdown } from './markdown.ts'
import { aFailedRun, aReport, aRun } from './report.builder.ts'

test('a failure has a table of all runs and a section of its own', () => {
  const report = aReport({ verdict: 'fail', exitCode: 1, runs: [aRun(), aFailedRun()] })
  expect(markdown(report, { color: false })).toMatchInlineSnapshot(`
    "# Golden path: fail

    Target \` staging \`. fail: 2 runs (1 pass, 1 fail).

    | verdict | scenario | took | phase | domain |
    |---|---|---|---|---|
    | pass | \` golden-path \` | 3.2 s |  |  |
    | fail | \` golden-path \` | 3.2 s | welcome | handshake |

    ## fail: \` golden-path \`

    Run \` 20261122T150901-1f3a9c02 \`: \` No welcome came. \`

    ### no-welcome-frame

    fail, phase welcome, domain handshake, \` user-1 \`

    - expected \` a welcome within 10000 ms \`
    - received \` nothing within 30000 ms \`
    - next \` Look at the backend log for the connection. \`
    "
  `)
})

test('the demo is called one', () => {
  expect(markdown(aReport({ targetKind: 'embedded' }), { color: false })).toContain('a demo')
})

test('nothing run is said', () => {
  expect(markdown(aReport({ verdict: 'inconclusive', runs: [] }), { color: false })).toContain('nothing was run')
})
