/** A path below a base URL, whether or not the base ends in a slash. */
export function joinUrl(base: string, path: string): string {
  return base.replace(/\/+$/, '') + path
}

/** The same place asked over HTTP: `wss:` becomes `https:`, `ws:` becomes `http:`. */
export function asHttp(wsUrl: string): string {
  return wsUrl.replace(/^ws/i, 'http')
}
