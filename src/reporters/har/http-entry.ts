import type { Entry, Header, QueryString, Timings } from 'har-format'
import type { HttpFact, UpgradeFact } from '../../model/evidence.ts'

/** HAR's word for a time that is not known. */
const UNKNOWN = -1

/** One exchange. A header that evidence does not hold, because we sent it, is not in the entry either. */
export function httpEntry(fact: HttpFact, startMs: number): Entry {
  return {
    ...entryOf(fact, startMs, fact.method),
    _resourceType: 'fetch',
    _goldenPath: { seq: fact.seq, purpose: fact.purpose },
  }
}

/** What every entry has in common. A request without an answer has the status 0, as browsers write it. */
export function entryOf(fact: HttpFact | UpgradeFact, startMs: number, method: string): Entry {
  const { headers, url, body, error, remoteAddress } = fact
  const timings = timingsOf(fact)
  const size = fact.kind === 'http' ? fact.bodyBytes : Buffer.byteLength(body)
  return {
    ...(fact.user === null ? {} : { pageref: fact.user }),
    startedDateTime: new Date(startMs + fact.atMs).toISOString(),
    time: fact.endMs - fact.atMs,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      queryString: queryOf(url),
      headersSize: UNKNOWN,
      bodySize: UNKNOWN,
    },
    response: {
      status: fact.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headersOf(headers),
      content: { size, mimeType: headers['content-type'] ?? '', text: body },
      redirectURL: headers.location ?? '',
      headersSize: UNKNOWN,
      bodySize: size,
      ...(error === null ? {} : { _error: `${error.code}: ${error.message}` }),
    },
    cache: {},
    timings,
    ...(remoteAddress === null ? {} : { serverIPAddress: remoteAddress }),
  }
}

/** HAR counts TLS as part of the connection. */
function timingsOf({ timings, atMs, endMs }: HttpFact | UpgradeFact): Timings {
  const { dnsMs, tcpMs, tlsMs, firstByteMs } = timings
  const known = (dnsMs ?? 0) + (tcpMs ?? 0) + (tlsMs ?? 0) + (firstByteMs ?? 0)
  const rest = Math.max(0, endMs - atMs - known)
  return {
    blocked: UNKNOWN,
    dns: dnsMs ?? UNKNOWN,
    connect: tcpMs === null ? UNKNOWN : tcpMs + (tlsMs ?? 0),
    ssl: tlsMs ?? UNKNOWN,
    send: 0,
    wait: firstByteMs ?? rest,
    receive: firstByteMs === null ? 0 : rest,
  }
}

function headersOf(headers: Readonly<Record<string, string>>): Header[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}

function queryOf(url: string): QueryString[] {
  const query = URL.parse(url)?.searchParams
  return query === undefined ? [] : [...query].map(([name, value]) => ({ name, value }))
}
