/** Cookies by which load balancers and Cloud Run tie a client to an instance (protocol.md §8.3). */
const affinityCookies: ReadonlySet<string> = new Set(['GENERATED_COOKIE', 'GCLB', 'GCILB', 'GAESA'])

/** The affinity cookie that an answer set, ready to be sent back as `name=value`; null when it set none. */
export function affinityCookie(setCookie: string | readonly string[] | undefined): string | null {
  const lines = typeof setCookie === 'string' ? [setCookie] : (setCookie ?? [])
  const pairs = lines.map((line) => line.split(';', 1)[0]?.trim() ?? '')
  return pairs.find((pair) => affinityCookies.has(pair.split('=', 1)[0] ?? '')) ?? null
}

/** Gives each cookie a name of ours, always the same: evidence tells instances apart, and keeps no cookie. */
export type CookieNames = (cookie: string | null) => string | null

/** Makes the names of one run: `cookie-1`, `cookie-2` and so on, in the order in which they are first seen. */
export function createCookieNames(): CookieNames {
  const names = new Map<string, string>()
  return (cookie) => {
    if (cookie === null) return null
    const name = names.get(cookie) ?? `cookie-${names.size + 1}`
    names.set(cookie, name)
    return name
  }
}
