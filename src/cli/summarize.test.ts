import { expect, test } from 'vitest'
import type { Verdict } from '../model/words.ts'
import { aRun } from '../reporters/report.builder.ts'
import { type Circumstances, summarize } from './summarize.ts'

const plain: Circumstances = { targetKind: 'remote', failOnDegraded: false, interrupted: false, monitorFailed: false }
const runs = (...verdicts: Verdict[]) => verdicts.map((verdict) => aRun({ verdict }))

test.each<[string, Verdict[], Partial<Circumstances>, Verdict, number]>([
  ['all pass', ['pass', 'pass'], {}, 'pass', 0],
  ['one is degraded', ['pass', 'degraded'], {}, 'degraded', 0],
  ['one is degraded and that counts', ['pass', 'degraded'], { failOnDegraded: true }, 'degraded', 1],
  ['one fails', ['pass', 'fail', 'error'], {}, 'fail', 1],
  ['one is our own error', ['pass', 'error'], {}, 'error', 3],
  ['one says nothing', ['pass', 'inconclusive'], {}, 'inconclusive', 4],
  ['one was cancelled', ['pass', 'cancelled'], {}, 'cancelled', 130],
  ['nothing was run', [], {}, 'inconclusive', 4],
  ['all pass and then somebody interrupts', ['pass'], { interrupted: true }, 'cancelled', 130],
  ['one fails and then somebody interrupts', ['fail'], { interrupted: true }, 'fail', 130],
  ['all pass and our twin failed by itself', ['pass'], { monitorFailed: true }, 'error', 3],
])('when %s', (_name, verdicts, over, verdict, exitCode) => {
  expect(summarize(runs(...verdicts), { ...plain, ...over })).toMatchObject({ verdict, exitCode })
})
