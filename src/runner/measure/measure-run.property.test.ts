import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyEvidence } from '../../judges/evidence.arbitrary.ts'
import { metricsSink, scenario } from '../../sinks/metrics/metrics.builder.ts'
import { limits } from '../../sinks/metrics/series-book.ts'
import { finish } from './measure.builder.ts'
import { measureRun } from './measure-run.ts'

test('whatever evidence there is, it is measured without a complaint and within the bound of series', () => {
  const sink = metricsSink({ scenarios: [scenario('golden-path')], measure: measureRun })
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const watched = { ...evidence, context: { ...evidence.context, purpose: 'watch' as const } }
      sink.finished(finish(watched))
      expect(sink.size).toBeLessThanOrEqual(limits.ever)
    }),
    { numRuns: 150 },
  )
})
