import { codeNames } from '../../model/codes.ts'
import { catalogue, type MetricName, metricNames } from './catalogue.ts'
import type { LabelValues, Metric } from './metric.ts'
import { limits } from './series-book.ts'

const preface = `# Metrics

Made from the catalogue (\`src/sinks/metrics/catalogue.ts\`) by \`npm run docs\`. Do not edit it by hand.

\`/metrics\` shows all of these, in the Prometheus text format or, to a scraper that asks for it, as OpenMetrics, where counters and
histograms carry the id of the run as an exemplar (\`run_id\`). One process watches one target, so no label names the target or the
environment: the scrape configuration does.

- **What counts**: runs of purpose \`watch\`, that is, those of the schedule. Runs by hand, gates, drills and probes change nothing here.
- **Only what completed is timed.** Nothing is observed for an event that never came; that is counted elsewhere. Times are seconds of the
  target's time.
- **Label values are closed sets.** Nothing that a target says becomes a label. What can be known stands at 0 from the start (at most
  ${limits.atStart} series), and there are never more than ${limits.ever + limits.process}, the process's own among them. Each bucket counts as one.
- **Series of a scenario that was removed go** with the reload that removes it. Last verdicts and times come back after a restart, from the
  history; counters begin anew, as Prometheus expects.
- **The SLI** is \`golden_path_conversations_total\`: good / (good + bad). A conversation is bad when a finding of severity fail rests on its
  frames or on how its socket opened, or when a user could not begin one because something had failed; void, when nobody can say.
- Beside them stand \`process_…\` and \`nodejs_eventloop_lag_…\` of the monitor's own process, under the names that everybody knows.

\`/probe?scenario=<id>\` runs a scenario at once and answers with what that run measured, in the same metrics and nothing else. It keeps to
\`X-Prometheus-Scrape-Timeout-Seconds\`: a run that is cut by it is inconclusive (\`caller_deadline\`). Scrapers that come while it runs get the
same answer; where the scenario runs for somebody else just then, the answer is \`golden_path_runs_skipped_total\`. It needs the token, where there is one.

\`run --push <url>\` puts what the runs of one command measured to a Pushgateway, in the group \`job="golden_path_monitor"\`,
\`target="<name>"\`, unless the address names a group (\`…/metrics/job/…\`). A push that fails makes the command exit 3, unless something failed worse.
`

/** docs/metrics.md. Ends with a line feed. */
export function metricsDocument(): string {
  return [preface, '## Catalogue', '', ...metricNames.map(entry)].join('\n')
}

function entry(name: MetricName): string {
  const { kind, help, labels, buckets }: Metric = catalogue[name]
  const bounds = buckets.length === 0 ? [] : [`buckets (s): ${buckets.join(', ')}`]
  const facts = [kind, ...bounds].join('; ')
  const lines = Object.entries(labels).map(([label, values]) => `- \`${label}\`: ${sayValues(values)}`)
  return [`### ${name}`, '', `${help} (${facts})`, ...(lines.length === 0 ? [] : ['', ...lines]), ''].join('\n')
}

function sayValues(values: LabelValues): string {
  if (values === 'scenarios') return 'id of a scenario in force'
  if (values === 'own') return 'known from the start'
  if (values === codeNames) return 'a code of the [runbook](runbook.md)'
  return values.map((value) => `\`${value}\``).join(', ')
}
