import type { BrowserContext, Request } from 'playwright'
import type { Clock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'
import type { HttpFact } from '../../model/evidence.ts'
import type { Urls } from '../../model/target.ts'
import { noTimings } from '../connection-watch.ts'
import type { Recorder } from '../recorder.ts'
import { readAnswer } from '../sign-in-answer.ts'
import { tokenClaims } from '../token-claims.ts'
import { browserFailure } from './browser-error.ts'
import { momentOf } from './page-time.ts'
import type { SecretsOnPage } from './secrets-on-page.ts'

/** What is needed to record the exchanges of a page. */
export type PageHttpParts = {
  readonly recorder: Recorder
  readonly clock: Clock
  readonly urls: Urls
  readonly user: string
  readonly secrets: SecretsOnPage
  /** A request left with this body. */
  readonly onSent: (body: string) => void
}

/** Watches what a page asks for over HTTP. */
export type PageHttp = {
  /** Waits until every exchange that has ended is recorded, for a while. */
  settle(): Promise<void>
  /** The user whom the answer to a sign-in of the page named; null when it has not signed in. */
  signedInAs(): string | null
}

const BODY_LIMIT = 64 * 1024
/** Real milliseconds. */
const BODY_MS = 2_000
const SETTLE_MS = 2_000

/** The paths of the auth service that sign in and out (protocol.md §1.2). */
const signIns = /\/auth\/(login|e2e\/test-auth)$/
const signOuts = /\/auth\/logout$/

/** Records every exchange of a context with the target's own hosts: documents and calls always, what they load only when it fails. */
export function watchPageHttp(context: BrowserContext, parts: PageHttpParts): PageHttp {
  const pending = new Set<Promise<void>>()
  let userId: string | null = null
  const keep = (request: Request, failure: string | null) => {
    const done = record(parts, request, failure)
      .then((answer) => {
        userId = answer ?? userId
      })
      .catch(() => undefined)
      .finally(() => pending.delete(done))
    pending.add(done)
  }
  context.on('request', (request) => {
    parts.secrets.url(request.url())
    const body = request.postData() ?? ''
    if (body !== '') parts.onSent(body)
  })
  context.on('requestfinished', (request) => keep(request, null))
  context.on('requestfailed', (request) => keep(request, request.failure()?.errorText ?? 'failed'))
  return {
    signedInAs: () => userId,
    settle: () => waited(parts.clock, SETTLE_MS, async () => void (await Promise.all(pending)), undefined),
  }
}

/** Gives the user whom the answer to a sign-in names; null for every other exchange. */
async function record(parts: PageHttpParts, request: Request, failure: string | null): Promise<string | null> {
  const role = roleOf(parts.urls, request.url())
  const purpose = purposeOf(request)
  if (role === null) return null
  const response = await waited(parts.clock, BODY_MS, () => request.response(), null)
  const status = response?.status() ?? null
  if (purpose === 'page-asset' && failure === null && (status ?? 0) < 400) return null
  const body = response === null || purpose === 'page-asset' ? '' : await bodyOf(parts.clock, response)
  parts.secrets.body(body)
  parts.secrets.body(request.postData() ?? '')
  const address = response === null ? null : await waited(parts.clock, BODY_MS, () => response.serverAddr(), null)
  const timing = request.timing()
  const atMs = momentOf(parts.clock, timing.startTime)
  parts.recorder.record({
    kind: 'http',
    atMs,
    endMs: Math.max(atMs, endOf(parts.clock, timing)),
    user: parts.user,
    role,
    purpose,
    method: request.method(),
    url: request.url(),
    status,
    headers: response?.headers() ?? {},
    body: body.slice(0, BODY_LIMIT),
    bodyBytes: Buffer.byteLength(body),
    remoteAddress: address?.ipAddress ?? null,
    timings: response === null ? noTimings : timingsOf(parts.clock, timing),
    error: failure === null ? null : browserFailure(failure),
  })
  return purpose === 'sign-in' ? subjectOf(body) : null
}

function subjectOf(body: string): string | null {
  const answer = readAnswer(body)
  return tokenClaims(answer?.token?.reveal() ?? '').sub ?? answer?.userId ?? null
}

/** A body that the browser has thrown away already is none. */
async function bodyOf(clock: Clock, response: { body(): Promise<Buffer> }): Promise<string> {
  const bytes = await waited<Buffer | null>(clock, BODY_MS, () => response.body(), null)
  return bytes?.toString('utf8') ?? ''
}

/** The service that a URL belongs to; null for strangers, whose business is not recorded. */
function roleOf(urls: Urls, url: string): HttpFact['role'] | null {
  const origin = URL.parse(url)?.origin
  if (origin === undefined || !url.startsWith('http')) return null
  if (origin === originOf(urls.app)) return 'app'
  if (origin === originOf(urls.auth)) return 'auth'
  return origin === originOf(urls.api) || origin === originOf(urls.ws.replace(/^ws/, 'http')) ? 'api' : null
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.origin
}

function purposeOf(request: Request): HttpFact['purpose'] {
  const { pathname } = new URL(request.url())
  if (request.method() === 'POST' && signIns.test(pathname)) return 'sign-in'
  if (request.method() === 'POST' && signOuts.test(pathname)) return 'sign-out'
  switch (request.resourceType()) {
    case 'document':
      return 'page'
    case 'fetch':
    case 'xhr':
    case 'ping':
      return 'page-call'
    default:
      return 'page-asset'
  }
}

type Timing = ReturnType<Request['timing']>

/** Playwright counts from the start of the request; -1 is what did not happen. */
function timingsOf({ timeScale }: Clock, timing: Timing): HttpFact['timings'] {
  const span = (from: number, to: number) => (from < 0 || to < 0 ? null : (to - from) * timeScale)
  const tls = timing.secureConnectionStart
  return {
    dnsMs: span(timing.domainLookupStart, timing.domainLookupEnd),
    tcpMs: span(timing.connectStart, tls < 0 ? timing.connectEnd : tls),
    tlsMs: span(tls, timing.connectEnd),
    firstByteMs: span(timing.requestStart, timing.responseStart),
  }
}

function endOf(clock: Clock, { startTime, responseEnd, responseStart }: Timing): number {
  const tookMs = Math.max(responseEnd, responseStart)
  return tookMs < 0 ? clock.now() : momentOf(clock, startTime + tookMs)
}

/** What comes of `work`, or `instead` when that takes too long or fails: what cannot be had is left out of a fact. */
async function waited<T>(clock: Clock, realMs: number, work: () => Promise<T>, instead: T): Promise<T> {
  const { signal } = new AbortController()
  return withDeadline({ clock, signal }, 'reading an exchange of the page', realMs * clock.timeScale, work).catch(
    () => instead,
  )
}
