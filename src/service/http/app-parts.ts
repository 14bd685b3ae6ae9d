import type { Clock } from '../../kernel/clock.ts'
import type { Secret } from '../../kernel/secret.ts'
import type { Service } from '../service.ts'

/** What `/metrics` answers with: the text of a metrics sink in both formats, and their content types. */
export type MetricsText = {
  text(): Promise<string>
  openMetrics(): Promise<string>
  readonly contentTypes: { readonly text: string; readonly openMetrics: string }
}

/** What the pages and the API are made from. */
export type AppParts = {
  readonly service: Service
  readonly metrics: MetricsText
  /** Opens pages and API. Null: on loopback nothing is asked for, beyond it only health and metrics answer. */
  readonly token: Secret | null
  /** The address that the app is listened to on, for example `127.0.0.1` or `0.0.0.0`: it decides what is guarded. */
  readonly host: string
  /** Names by which the app may be called beyond loopback; empty: any, as the token guards it. */
  readonly hostNames?: readonly string[]
  readonly clock: Clock
  /** Aborts when the monitor stops: live streams end, so that the server can close. */
  readonly stop: AbortSignal
  /** Hears of a request that failed by a defect of ours, so that the log has what the answer does not say. */
  readonly onDefect: (error: Error) => void
}
