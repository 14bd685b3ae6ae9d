import type { UpgradeFact } from '../../model/evidence.ts'
import type { NewFact } from '../clean-fact.ts'
import { noTimings } from '../connection-watch.ts'
import type { Failure } from '../failure.ts'
import type { PageSocket } from './page-socket.ts'

/** One attempt of a page to open a socket. */
export type Attempt = {
  readonly url: string
  readonly ordinal: number
  /** Our script's name for it; null until it told. */
  key: string | null
  startMs: number
  /** Unix milliseconds minus the browser's own, which begins anywhere. */
  epochMs: number
  transport: UpgradeFact['transport']
  socket: PageSocket | null
  error: Failure | null
  isRecorded: boolean
}

/** What became of it, in the words of the browser. */
export type UpgradeAnswer = {
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>>
  readonly error: Failure | null
}

/** The fact of an attempt that was answered, or was not. */
export function upgradeOf(
  { startMs, url, transport, ordinal }: Attempt,
  answer: UpgradeAnswer & Pick<UpgradeFact, 'user' | 'socket' | 'endMs' | 'token'>,
): NewFact {
  const { user, socket, endMs, token, status, headers, error } = answer
  return {
    kind: 'upgrade',
    atMs: startMs,
    endMs,
    user,
    socket,
    url,
    token,
    client: 'browser',
    ...(transport === undefined ? {} : { transport }),
    ordinal,
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: '',
    protocol: headerOf(headers, 'sec-websocket-protocol'),
    remoteAddress: null,
    timings: noTimings,
    error,
  }
}

/** A header's value, however its name is spelled; empty when it is not there. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
}
