import { stringify } from 'yaml'
import { type Links, onCallUrl, pageUrl, runbookUrl } from '../links.ts'
import { duration } from '../promql/duration.ts'
import { target } from './alerts/phrases.ts'
import type { Alert, Rule, RuleGroup } from './rule.ts'

/** The file that Prometheus reads: `head` is a comment for whoever opens it. */
export function rulesFile(groups: readonly RuleGroup[], links: Links, head: string): string {
  const body = {
    groups: groups.map(({ name, intervalMs, rules }) => ({
      name,
      interval: duration(intervalMs),
      rules: rules.map((rule) => written(rule, links)),
    })),
  }
  return `${head}${stringify(body, { lineWidth: 0 })}`
}

function written(rule: Rule, links: Links): object {
  if (rule.kind === 'recording') {
    const { record, expr, labels } = rule
    return labels === undefined ? { record, expr } : { record, expr, labels }
  }
  const { alert, expr, forMs, keepFiringMs, severity, domain } = rule
  return {
    alert,
    expr,
    ...(forMs === undefined ? {} : { for: duration(forMs) }),
    ...(keepFiringMs === undefined ? {} : { keep_firing_for: duration(keepFiringMs) }),
    labels: { severity, ...(domain === null ? {} : { domain }), ...rule.labels },
    annotations: annotations(rule, links),
  }
}

function annotations({ alert, expr, domain, summary, description, page, repeat }: Alert, links: Links): object {
  const instance = '{{ $labels.instance }}'
  const runbook =
    domain === 'monitor'
      ? onCallUrl(links, alert.toLowerCase())
      : runbookUrl(links, domain ?? '{{ $labels.domain }}', instance)
  const runPage = pageUrl(links, page, instance)
  return {
    summary,
    description,
    runbook_url: runbook,
    run_page: links.monitor === null && expr.includes('absent(') ? ifScraped(runPage) : runPage,
    repeat: `npm run -s golden-path -- ${repeat}${repeat.startsWith('run ') ? `${target} --real-llm` : ''}`,
  }
}

/** What is absent has no labels, and so no address. */
function ifScraped(url: string): string {
  return `{{ if $labels.instance }}${url}{{ else }}none: Prometheus scrapes no monitor{{ end }}`
}
