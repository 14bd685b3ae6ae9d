import type { Urls } from '../../model/target.ts'

/** What the page is told of its deployment, in `/config.json`. */
export type AppSettings = {
  readonly auth: string
  readonly api: string
  readonly ws: string
  /** How the page's token travels with an upgrade (protocol.md §9.2). */
  readonly transport: 'ticket' | 'subprotocol'
  readonly timeScale: number
}

/** The settings of a healthy deployment. */
export function appSettings(urls: Urls, timeScale: number): AppSettings {
  const { auth, api, ws } = urls
  return { auth, api, ws, transport: 'ticket', timeScale }
}
