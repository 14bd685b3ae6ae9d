import { isAgentEvent } from '../../protocol/event-types.ts'
import { unwrap } from '../../protocol/unwrap.ts'
import type { HarEntry, HarFile } from './har-schema.ts'

/** What a HAR holds of a session with the target. */
export type Session = {
  /** Attempts to open a chat socket, in the order of time. */
  readonly sockets: readonly HarEntry[]
  /** All other exchanges with the site of the sockets, or with an auth service where there is no socket. */
  readonly exchanges: readonly HarEntry[]
}

/** Where chat sockets live (protocol.md §2.1). */
const chatPath = /\/(ws|websocket)(\/|$)/
const signInPath = /\/auth\/(login|e2e\/test-auth|dev\/login)$/

/** Finds the session among all that a browser was doing. */
export function findSession({ log }: HarFile): Session {
  const inOrder = log.entries.toSorted((a, b) => Date.parse(a.startedDateTime) - Date.parse(b.startedDateTime))
  const sockets = inOrder.filter(isChat)
  const sites = new Set(sockets.map(({ request }) => siteOf(request.url)))
  const isOurs = ({ request }: HarEntry) =>
    sites.size === 0 ? signInPath.test(pathOf(request.url)) : sites.has(siteOf(request.url))
  return { sockets, exchanges: inOrder.filter((entry) => !isSocket(entry) && isOurs(entry)) }
}

/** Whether a person signed in with this exchange. */
export function isSignIn({ request }: HarEntry): boolean {
  return request.method === 'POST' && signInPath.test(pathOf(request.url))
}

/** The path of an address; empty when it is none. */
export function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? ''
}

function isSocket({ request, response, _resourceType, _webSocketMessages }: HarEntry): boolean {
  return (
    /^wss?:/i.test(request.url) ||
    _resourceType === 'websocket' ||
    response.status === 101 ||
    (_webSocketMessages ?? []).length > 0
  )
}

/** A page may have other sockets, of its builder or of some statistics; ours is known by its path or by what it speaks. */
function isChat(entry: HarEntry): boolean {
  if (!isSocket(entry)) return false
  return (
    chatPath.test(pathOf(entry.request.url)) || (entry._webSocketMessages ?? []).some(({ data }) => speaksChat(data))
  )
}

function speaksChat(data: string): boolean {
  const unwrapped = unwrap(data)
  return (
    unwrapped.kind === 'events' &&
    unwrapped.events.some(({ type }) => type === 'connection_established' || isAgentEvent(type))
  )
}

/** The last two labels of a host, so that auth, API and app of one deployment are one site; an address stands for itself. */
function siteOf(url: string): string {
  const host = URL.parse(url)?.hostname ?? ''
  return /^[\d.]+$|:/.test(host) ? host : host.split('.').slice(-2).join('.')
}
