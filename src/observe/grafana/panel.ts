import type { Domain } from '../../model/words.ts'

/** A query of a panel. */
export type Query = {
  readonly expr: string
  /** Name of its series, with labels as `{{label}}`. */
  readonly legend: string
}

/** From a value on, a color. */
export type Step = { readonly from: number; readonly color: 'green' | 'orange' | 'red' }

/** What a value is called and how it looks. */
export type Meaning = { readonly value: number; readonly text: string; readonly color: string }

/** How a panel shows its series. */
export type PanelKind = 'stat' | 'lines' | 'bars' | 'timeline' | 'heatmap' | 'ranking'

/** One panel of a dashboard, as data: what it asks, and what a person does about it. */
export type Panel = {
  readonly title: string
  readonly kind: PanelKind
  readonly queries: readonly Query[]
  /** What it shows, and what to do when it turns red. */
  readonly help: string
  /** Path of the page of the monitor that shows the runs behind it. */
  readonly page: string
  /** Where the documentation goes on: a domain of the runbook, or a section of docs/on-call.md. */
  readonly doc: { readonly domain: Domain } | { readonly section: string }
  /** A unit of Grafana (default: a plain number). */
  readonly unit?: string
  /** Columns of 24 and rows. */
  readonly width: number
  readonly height: number
  /** Colors by value; the first begins at the bottom whatever its value. */
  readonly steps?: readonly Step[]
  readonly meanings?: readonly Meaning[]
  /** Series, by their names, that are red from a value on; the others have the colors of the panel. */
  readonly redFrom?: Readonly<Record<string, number>>
  readonly decimals?: number
}

/** Panels under one heading. */
export type Row = { readonly title: string; readonly panels: readonly Panel[] }

/** One dashboard. */
export type Board = {
  /** Name of its file, and its id in Grafana. */
  readonly name: string
  readonly title: string
  readonly description: string
  readonly rows: readonly Row[]
}
