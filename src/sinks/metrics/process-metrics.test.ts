import { expect, test } from 'vitest'
import { countSeries, metricsSink, readSeries } from './metrics.builder.ts'
import { createProcessMetrics } from './process-metrics.ts'
import { limits } from './series-book.ts'

test('the process tells of itself after our own metrics, in both formats, under well-known names', async () => {
  const sink = metricsSink({ process: createProcessMetrics() })
  for (const _ of [1, 2]) {
    const [text, open] = [await sink.text(), await sink.openMetrics()]
    for (const shown of [text, open]) {
      expect(readSeries(shown, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
      expect(readSeries(shown, 'process_start_time_seconds')).toBeGreaterThan(1_600_000_000)
      expect(readSeries(shown, 'process_cpu_seconds_total')).toBeGreaterThan(0)
      expect(shown).toContain('\nnodejs_eventloop_lag_p99_seconds ')
      expect(countSeries(shown) - sink.size).toBeLessThanOrEqual(limits.process)
    }
    expect(open).toContain('# TYPE process_cpu_seconds counter')
    expect(open.match(/# EOF/g)).toHaveLength(1)
    expect(open.endsWith('# EOF\n')).toBe(true)
  }
})
