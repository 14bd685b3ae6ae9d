/** Where a person who was told something finds the rest. */
export type Links = {
  /** Base URL of the documentation of this project. */
  readonly docs: string
  /** Base URL of the monitor's pages; null: they are where its metrics are, at the label `instance`. */
  readonly monitor: string | null
}

/** Links of the files that come with the project: the documentation of a checkout, and the monitor that is scraped. */
export const defaultLinks: Links = { docs: 'docs', monitor: null }
