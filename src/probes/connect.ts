import type { Scope } from '../kernel/deadline.ts'
import type { UpgradeFact } from '../model/evidence.ts'
import type { Target } from '../model/target.ts'
import type { BadCredential, Route, Transport } from '../model/words.ts'
import { waitMs } from '../protocol/conversation-limits.ts'
import type { CookieNames } from './affinity.ts'
import { awaitWelcome, type Welcoming } from './await-welcome.ts'
import type { Bearer } from './bearer.ts'
import { UpgradeRefused } from './halt.ts'
import { exchange } from './http-exchange.ts'
import { OpenSocket, type SocketName, type SocketTools } from './open-socket.ts'
import type { GatePlace } from './start-gate.ts'
import { type UpgradeAnswer, type UpgradeOutcome, upgrade } from './upgrade.ts'
import { asHttp } from './urls.ts'

/** What it takes to connect one user. */
export type ConnectTools = SocketTools &
  Scope & { readonly target: Target; readonly nameOf: CookieNames; readonly compression?: boolean }

/** One attempt of one user. */
export type Attempt = {
  readonly name: SocketName
  /** Which connection of this user in this run, from 1. */
  readonly ordinal: number
  /** Affinity cookie to send, as `name=value`; null sends none. */
  readonly cookie: string | null
  /** Our name of the dropped socket whose conversation goes on here. */
  readonly resumes?: string
  readonly transport?: Transport
  readonly route?: Route
  /** What is wrong with the token, on purpose. */
  readonly credential?: BadCredential
  /** Do not wait for the welcome. */
  readonly hasty?: boolean
  /** Where the request waits for those of others. */
  readonly place?: GatePlace
  /** Hears of the socket as soon as there is one, also if its welcome never comes. */
  readonly onOpen: (socket: OpenSocket) => void
}

/** A socket that may be talked on; the thread is the one that the server has given until then, if any. */
export type Connected = {
  readonly socket: OpenSocket
  readonly threadId: string | null
  /** Affinity cookie of the instance that we got to; null when the target ties nobody to one. */
  readonly cookie: string | null
}

const ROUTE_CHECK_MS = 15_000
/** How a server refuses before it accepts, and how it answers for a route that it does not have. */
const AMBIGUOUS_REFUSAL = 403

/** A socket that has just opened. Its welcome is being waited for already. */
export type Opened = { readonly socket: OpenSocket; readonly cookie: string | null; readonly welcoming: Welcoming }

/**
 * Opens a socket and waits for its welcome, both within three times the welcome's limit. Throws Halt when the upgrade is
 * refused or the welcome does not come; a socket without welcome is closed.
 */
export async function connect(tools: ConnectTools, bearer: Bearer, attempt: Attempt): Promise<Connected> {
  const { clock } = tools
  const untilMs = clock.now() + waitMs(tools.target.thresholds.welcome.failMs)
  const outcome = await reach(tools, bearer, attempt)
  if (outcome.kind === 'closed') return refused(tools, attempt, outcome.answer)
  const { socket } = outcome.opened
  if (attempt.hasty === true) return leaveWelcome(outcome.opened)
  using welcoming = outcome.opened.welcoming
  try {
    await welcoming.ready(tools, untilMs - clock.now())
    return connectedOn(outcome.opened)
  } catch (error) {
    socket.close({ scripted: false })
    throw error
  }
}

/** Who does not wait still answers a handshake, until the socket ends. */
function leaveWelcome(opened: Opened): Connected {
  void opened.socket.closed.then(() => opened.welcoming[Symbol.dispose]())
  return connectedOn(opened)
}

function connectedOn({ socket, cookie, welcoming }: Opened): Connected {
  return {
    socket,
    cookie,
    get threadId() {
      return welcoming.threadId
    },
  }
}

/** Asks for a socket once and records what came of it. Throws nothing. */
export async function reach(tools: ConnectTools, bearer: Bearer, attempt: Attempt): Promise<UpgradeOutcome<Opened>> {
  const { target, clock } = tools
  const startMs = clock.now()
  const outcome = await upgrade(tools, {
    url: urlOf(target, attempt),
    token: bearer.token,
    compression: tools.compression ?? false,
    transport: attempt.transport ?? 'header',
    cookie: attempt.cookie,
    deadlineMs: waitMs(target.thresholds.welcome.failMs),
    ...(attempt.place === undefined ? {} : { place: attempt.place }),
    onOpen(ws, answer, given) {
      recordUpgrade(tools, bearer, attempt, { startMs, answer, given })
      const socket = new OpenSocket(ws, attempt.name, tools)
      attempt.onOpen(socket)
      return {
        socket,
        cookie: given ?? attempt.cookie,
        welcoming: awaitWelcome(socket, clock, target.thresholds.welcome.failMs),
      }
    },
  })
  if (outcome.kind === 'closed') recordUpgrade(tools, bearer, attempt, { startMs, ...outcome })
  return outcome
}

function urlOf({ urls }: Target, { route }: Attempt): string {
  if (route !== 'direct') return urls.ws
  if (urls.directWs === undefined)
    throw new Error('The scenario goes past the load balancer of a target that has no direct address.')
  return urls.directWs
}

async function refused(tools: ConnectTools, attempt: Attempt, answer: UpgradeAnswer): Promise<never> {
  tools.signal.throwIfAborted()
  if (answer.status === AMBIGUOUS_REFUSAL) await checkRoute(tools, attempt)
  const why = answer.error ? `${answer.error.code}, ${answer.error.message}` : `answered ${answer.status}, not 101`
  throw new UpgradeRefused(`${urlOf(tools.target, attempt)}: ${why}`, answer.status)
}

/** A route that is missing answers 403 to an upgrade and 404 to a plain GET (ws-route-missing); one that refuses does not. */
async function checkRoute(tools: ConnectTools, attempt: Attempt): Promise<void> {
  const url = asHttp(urlOf(tools.target, attempt))
  const route = attempt.route === undefined ? {} : { route: attempt.route }
  const request = { user: attempt.name.user, role: 'ws', ...route, purpose: 'route-check', method: 'GET', url } as const
  await exchange(tools, { ...request, deadlineMs: ROUTE_CHECK_MS }, tools.signal)
}

type Answered = { readonly startMs: number; readonly answer: UpgradeAnswer; readonly given: string | null }

function recordUpgrade(tools: ConnectTools, bearer: Bearer, attempt: Attempt, answered: Answered): void {
  const { startMs, answer, given } = answered
  const { name, ordinal, cookie, place, onOpen: _, hasty: __, ...special } = attempt
  const affinity = { sent: tools.nameOf(cookie), given: tools.nameOf(given) }
  tools.recorder.record({
    kind: 'upgrade',
    atMs: startMs,
    endMs: tools.clock.now(),
    ...name,
    url: urlOf(tools.target, attempt),
    token: bearer.tokenTag,
    ordinal,
    ...special,
    ...(place === undefined ? {} : { together: togetherOf(place) }),
    ...(cookie === null && given === null ? {} : { affinity }),
    ...answer,
  })
}

function togetherOf({ gate, size, offsetMs, releasedMs }: GatePlace): NonNullable<UpgradeFact['together']> {
  return { gate, size, offsetMs, releasedMs }
}
