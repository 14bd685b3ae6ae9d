import { collectDefaultMetrics, type OpenMetricsContentType, Registry } from 'prom-client'

/** What every process tells under the names that everybody knows: memory, CPU, open files, start, event loop lag. */
export type ProcessMetrics = {
  text(): Promise<string>
  /** Without the mark of the end. */
  openMetrics(): Promise<string>
}

/** The others tell of the insides of V8 and grow with them. */
const wanted = /^(process_(cpu|start_time|resident|open_fds|max_fds)|nodejs_eventloop_lag)/

/**
 * Begins to watch this process; make one for each process, as nothing ends it. Each format has a registry of its own, because
 * prom-client renames counters for good once it has shown them as OpenMetrics.
 */
export function createProcessMetrics(): ProcessMetrics {
  const plain = watching(new Registry())
  const openRegistry = new Registry<OpenMetricsContentType>()
  openRegistry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  const open = watching(openRegistry)
  return {
    text: () => plain.metrics(),
    openMetrics: async () => (await open.metrics()).replace(/# EOF\n$/, ''),
  }
}

function watching<Kind extends Registry | Registry<OpenMetricsContentType>>(register: Kind): Kind {
  collectDefaultMetrics({ register })
  for (const { name } of register.getMetricsAsArray()) if (!wanted.test(name)) register.removeSingleMetric(name)
  return register
}
