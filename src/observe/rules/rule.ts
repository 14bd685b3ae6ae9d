import type { Domain } from '../../model/words.ts'

/** A series that Prometheus keeps computing. Its name tells level, metric and operation, as is the custom there. */
export type Recording = {
  readonly kind: 'recording'
  readonly record: string
  readonly expr: string
  readonly labels?: Readonly<Record<string, string>>
}

/** `page` wakes somebody up, `ticket` waits for the morning. */
export type AlertSeverity = 'page' | 'ticket'

/** Something that a person is told. Texts may hold templates of Prometheus. */
export type Alert = {
  readonly kind: 'alert'
  readonly alert: string
  readonly expr: string
  /** How long it must hold, real milliseconds (default 0). */
  readonly forMs?: number
  /** How long it goes on after it held last, real milliseconds (default 0): what comes and goes is one alert. */
  readonly keepFiringMs?: number
  readonly severity: AlertSeverity
  /** Null: the series says it, in its label `domain`. */
  readonly domain: Domain | null
  /** One line: what a person reads first. */
  readonly summary: string
  /** What was seen, what it means, what to do first. */
  readonly description: string
  /** Arguments of `npm run -s golden-path --` that show the trouble again. */
  readonly repeat: string
  /** Path of the page of the monitor to look at. */
  readonly page: string
  /** Labels beside severity and domain. */
  readonly labels?: Readonly<Record<string, string>>
}

/** One rule. */
export type Rule = Recording | Alert

/** Rules that are evaluated in a row, so that each sees what those before it have just recorded. */
export type RuleGroup = { readonly name: string; readonly intervalMs: number; readonly rules: readonly Rule[] }
