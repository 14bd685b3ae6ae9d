import type { UpgradeFact } from '../../model/evidence.ts'
import type { NewFact } from '../../probes/clean-fact.ts'
import { addressOf, failureOf, headersOf } from './exchange-fact.ts'
import type { HarEntry, HarMessage } from './har-schema.ts'
import { endOf, momentOf, startOf, timingsOf } from './har-time.ts'
import { type ShownToken, textOf, withoutCredentials } from './tokens-of-session.ts'

/** As much of the body of a refusal as the probes keep. */
const LONGEST_REFUSAL = 4 * 1024
const opcodes: ReadonlyMap<number, 'text' | 'binary' | 'ping' | 'pong'> = new Map([
  [1, 'text'],
  [2, 'binary'],
  [9, 'ping'],
  [10, 'pong'],
])

/** Which socket of whom. */
export type SocketOwner = {
  readonly user: string
  readonly socket: string
  readonly ordinal: number
  readonly token: ShownToken | null
  /** Milliseconds since the Unix epoch at which the evidence begins. */
  readonly startMs: number
}

/** Facts of one attempt to open a socket, in the order of time. */
export function socketFacts(entry: HarEntry, owner: SocketOwner): NewFact[] {
  const { user, socket, startMs } = owner
  const atMs = startOf(entry) - startMs
  const frames = framesOf(entry, owner, atMs)
  // A browser may count the whole life of a socket as its time; the first frame came after the upgrade in any case.
  const endMs = Math.min(Math.max(atMs, endOf(entry) - startMs), frames[0]?.atMs ?? Number.POSITIVE_INFINITY)
  const close = entry._webSocketClose
  const lastMs = frames.at(-1)?.atMs ?? endMs
  const upgrade = upgradeFact(entry, owner, { atMs, endMs })
  if (close === null || close === undefined) return [{ ...upgrade, observedUntilMs: lastMs }, ...frames]
  const closedMs = Math.max(lastMs, (momentOf(close.time) ?? 0) - startMs)
  const { code, reason, initiator } = close
  return [
    upgrade,
    ...frames,
    {
      kind: 'close',
      atMs: closedMs,
      user,
      socket,
      code,
      reason,
      initiator,
      sentCode: initiator === 'client' ? code : null,
      scripted: initiator === 'client',
      error: null,
      ageMs: closedMs - endMs,
      loopDelayMs: 0,
    },
  ]
}

/** Whether a socket opened: frames prove it, whatever the browser noted down as the status. */
export function hasOpened({ response, _webSocketMessages }: HarEntry): boolean {
  return response.status === 101 || (_webSocketMessages ?? []).some(isFrame)
}

function upgradeFact(
  entry: HarEntry,
  { user, socket, ordinal, token }: SocketOwner,
  { atMs, endMs }: { readonly atMs: number; readonly endMs: number },
): Omit<UpgradeFact, 'seq'> {
  const { request, response } = entry
  const status = hasOpened(entry) ? 101 : response.status > 0 ? response.status : null
  const headers = headersOf(entry)
  return {
    kind: 'upgrade',
    atMs,
    endMs,
    user,
    socket,
    url: withoutCredentials(request.url.replace(/^http/i, 'ws')),
    token: token?.tag ?? null,
    ...(isRefusedForAge(entry, token) ? { credential: 'expired' } : {}),
    client: 'browser',
    ...(token === null ? {} : { transport: token.transport }),
    ordinal,
    status,
    headers,
    body: status === 101 ? '' : textOf(entry).slice(0, LONGEST_REFUSAL),
    protocol: headers['sec-websocket-protocol'] || '',
    remoteAddress: addressOf(entry),
    timings: timingsOf(entry),
    error: status === null ? failureOf(entry) : null,
  }
}

/** A token that has run out must be refused: that is right, and no failure. */
function isRefusedForAge(entry: HarEntry, token: ShownToken | null): boolean {
  const { status } = entry.response
  const refused = (status === 401 || status === 403) && !hasOpened(entry)
  return refused && token?.expiresAt != null && token.expiresAt * 1_000 < startOf(entry)
}

function framesOf(entry: HarEntry, { user, socket, startMs }: SocketOwner, fromMs: number) {
  let atMs = fromMs
  return (entry._webSocketMessages ?? []).filter(isFrame).map(({ type, time, opcode, data }) => {
    // A message without a time came after the one before.
    atMs = Math.max(atMs, (momentOf(time) ?? 0) - startMs)
    const kind = opcodes.get(opcode ?? 1) ?? 'text'
    const bytes = kind === 'binary' ? Buffer.byteLength(data, 'base64') : Buffer.byteLength(data)
    return {
      kind: 'frame' as const,
      atMs,
      user,
      socket,
      direction: type === 'send' ? ('out' as const) : ('in' as const),
      opcode: kind,
      bytes,
      data,
    }
  })
}

/** Chrome notes errors of a socket down among its messages, with opcode -1. */
function isFrame({ type, opcode }: HarMessage): boolean {
  return (type === 'send' || type === 'receive') && (opcode ?? 1) >= 0
}
