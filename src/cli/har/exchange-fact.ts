import type { HttpFact } from '../../model/evidence.ts'
import type { NewFact } from '../../probes/clean-fact.ts'
import { plainHeaders } from '../../probes/plain-headers.ts'
import { isSignIn, pathOf } from './find-session.ts'
import type { HarEntry } from './har-schema.ts'
import { endOf, startOf, timingsOf } from './har-time.ts'
import { textOf, withoutCredentials } from './tokens-of-session.ts'

/** As much of a body as the probes keep. */
const LONGEST_BODY = 64 * 1024

/** A fact of evidence about an exchange. `user`: null where nobody can be judged by it. */
export function exchangeFact(
  entry: HarEntry,
  { user, startMs, role }: { readonly user: string | null; readonly startMs: number; readonly role?: HttpFact['role'] },
): NewFact {
  const { request, response } = entry
  const body = isAsset(entry) ? '' : textOf(entry)
  return {
    kind: 'http',
    atMs: startOf(entry) - startMs,
    endMs: Math.max(startOf(entry), endOf(entry)) - startMs,
    user,
    role: role ?? roleOf(request.url),
    purpose: purposeOf(entry),
    method: request.method,
    url: withoutCredentials(request.url),
    status: response.status > 0 ? response.status : null,
    headers: headersOf(entry),
    body: body.slice(0, LONGEST_BODY),
    bodyBytes: Math.max(0, Math.round(response.content?.size ?? Buffer.byteLength(body))),
    remoteAddress: addressOf(entry),
    timings: timingsOf(entry),
    error: response.status > 0 ? null : failureOf(entry),
  }
}

/** The headers of an answer; cookies keep their names only. */
export function headersOf({ response }: HarEntry): Record<string, string> {
  const groups = Map.groupBy(response.headers ?? [], ({ name }) => name.toLowerCase())
  return plainHeaders(Object.fromEntries([...groups].map(([name, all]) => [name, all.map(({ value }) => value)])))
}

/** Who answered; null when the browser does not say. */
export function addressOf({ serverIPAddress }: HarEntry): string | null {
  return serverIPAddress || null
}

/** Why there is no answer, in the words of the browser. */
export function failureOf({ response }: HarEntry): NonNullable<HttpFact['error']> {
  const message = response._error || 'the browser does not say why there is no answer'
  return { code: /^[\w:]+/.exec(message)?.[0] ?? '', message }
}

function purposeOf(entry: HarEntry): HttpFact['purpose'] {
  if (isSignIn(entry)) return 'sign-in'
  if (entry.request.method === 'POST' && pathOf(entry.request.url).endsWith('/auth/logout')) return 'sign-out'
  if (entry._resourceType === 'document') return 'page'
  return isAsset(entry) ? 'page-asset' : 'page-call'
}

function isAsset({ _resourceType, response }: HarEntry): boolean {
  const mime = response.content?.mimeType ?? ''
  return (
    /^(script|stylesheet|image|font|media|manifest)$/.test(_resourceType ?? '') ||
    /^(image|font|video|audio)\/|javascript|text\/css/.test(mime)
  )
}

function roleOf(url: string): HttpFact['role'] {
  const address = URL.parse(url)
  if (address === null) return 'app'
  if (/^auth[.-]/.test(address.hostname) || address.pathname.startsWith('/auth/')) return 'auth'
  return /^api[.-]/.test(address.hostname) || address.pathname.startsWith('/api/') ? 'api' : 'app'
}
