import type { Target } from '../model/target.ts'
import { Halt } from './halt.ts'
import { exchange, type HttpReply, type HttpRequest, type HttpTools } from './http-exchange.ts'
import { isOffline } from './own-trouble.ts'
import { asHttp, joinUrl } from './urls.ts'

/** Asks the target's health endpoints. */
export type PlatformProbe = {
  /**
   * Asks all of them at the same time. What they say is recorded and taken as a hint only (protocol.md §6): throws Halt
   * just when the API or the auth service gives no HTTP answer at all. Where the API has an address past the load balancer,
   * its health is asked there too, which tells a fault of the balancer from one of the platform.
   */
  check(signal: AbortSignal): Promise<void>
  /** Asks the API for its health every 2 s until it answers 200. Throws Halt when it has not within a minute. */
  awaitHealthy(signal: AbortSignal): Promise<void>
}

/** Health routes have been seen to hang for longer than 10 s while the chat worked. */
const HEALTH_MS = 30_000
const WATCH_EVERY_MS = 2_000
const WATCH_MS = 60_000
const direct = { role: 'api', route: 'direct', purpose: 'health', method: 'GET' } as const

/** Makes the probe of one target. */
export function createPlatformProbe(parts: HttpTools & { readonly target: Target }): PlatformProbe {
  const { auth, api, ws, directApi } = parts.target.urls
  const ask = (request: Pick<HttpRequest, 'role' | 'route' | 'purpose' | 'method' | 'url'>, signal: AbortSignal) =>
    exchange(parts, { ...request, user: null, deadlineMs: HEALTH_MS }, signal)
  return {
    async check(signal) {
      const [health, ready, signIn] = await Promise.all([
        ask({ role: 'api', purpose: 'health', method: 'GET', url: joinUrl(api, '/health') }, signal),
        ask({ role: 'api', purpose: 'ready', method: 'GET', url: joinUrl(api, '/health/ready') }, signal),
        ask({ role: 'auth', purpose: 'health', method: 'GET', url: joinUrl(auth, '/health') }, signal),
        ask({ role: 'ws', purpose: 'ws-health', method: 'HEAD', url: new URL('/ws/health', asHttp(ws)).href }, signal),
        directApi === undefined ? null : ask({ ...direct, url: joinUrl(directApi, '/health') }, signal),
      ])
      noteIfOffline(parts, api, [health, ready, signIn])
      demandAnswer('the API', api, [health, ready])
      demandAnswer('the auth service', auth, [signIn])
    },
    async awaitHealthy(signal) {
      const { clock } = parts
      const untilMs = clock.now() + WATCH_MS
      const request = { role: 'api', purpose: 'health-watch', method: 'GET', url: joinUrl(api, '/health') } as const
      while ((await ask(request, signal)).status !== 200) {
        if (clock.now() >= untilMs) throw new Halt('platform', `${api} has not been healthy for a minute`)
        await clock.sleep(WATCH_EVERY_MS, signal)
      }
    },
  }
}

/** Who is offline must not blame the target. */
function noteIfOffline({ recorder, clock }: HttpTools, url: string, replies: readonly HttpReply[]): void {
  if (replies.some((reply) => reply.status !== null) || !isOffline(url)) return
  const detail = 'this machine has no network but its own loopback'
  recorder.record({ kind: 'monitor', atMs: clock.now(), user: null, what: 'offline', durationMs: 0, detail })
}

function demandAnswer(who: string, url: string, replies: readonly HttpReply[]): void {
  if (replies.some((reply) => reply.status !== null)) return
  const why = replies.map((reply) => reply.error?.message ?? 'no answer')
  throw new Halt('platform', `${who} at ${url} cannot be reached: ${[...new Set(why)].join('; ')}`)
}
