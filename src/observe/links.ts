/** Where a person who was told something finds the rest. */
export type Links = {
  /** Base URL of the documentation of this project; null: nobody serves it, so the monitor's own pages must do. */
  readonly docs: string | null
  /** Base URL of the monitor's pages; null: they are where its metrics are, at the label `instance`. */
  readonly monitor: string | null
}

/** Links of the files that come with the project: they lead to the pages of the monitor that is scraped. */
export const defaultLinks: Links = { docs: null, monitor: null }

/** The two ways to say the label `instance`: in a template of Prometheus, and as a variable of Grafana. */
export type InstanceSpelling = '{{ $labels.instance }}' | '$instance'

/** The URL of a page of the monitor. */
export function pageUrl({ monitor }: Links, path: string, instance: InstanceSpelling): string {
  return `${monitor ?? `http://${instance}`}${path}`
}

/** The entries of the runbook for a domain, or all of them when it is empty. */
export function runbookUrl(links: Links, domain: string, instance: InstanceSpelling): string {
  const anchor = domain === '' ? '' : `#${domain}`
  return links.docs === null ? pageUrl(links, `/codes${anchor}`, instance) : `${links.docs}/runbook.md${anchor}`
}

/** A section of docs/on-call.md. Without documentation on the web it is a path in the project. */
export function onCallUrl({ docs }: Links, section: string): string {
  return `${docs ?? 'docs'}/on-call.md#${section}`
}
