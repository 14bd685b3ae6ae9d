import type { Scope } from '../kernel/deadline.ts'
import type { Target } from '../model/target.ts'
import { waitMs } from '../protocol/conversation-limits.ts'
import type { CookieNames } from './affinity.ts'
import type { SignedIn } from './auth-probe.ts'
import { awaitWelcome } from './await-welcome.ts'
import { UpgradeRefused } from './halt.ts'
import { exchange } from './http-exchange.ts'
import { OpenSocket, type SocketName, type SocketTools } from './open-socket.ts'
import { type UpgradeAnswer, upgrade } from './upgrade.ts'
import { asHttp } from './urls.ts'

/** What it takes to connect one user. */
export type ConnectTools = SocketTools & Scope & { readonly target: Target; readonly nameOf: CookieNames }

/** One attempt of one user. */
export type Attempt = {
  readonly name: SocketName
  /** Which connection of this user in this run, from 1. */
  readonly ordinal: number
  /** Affinity cookie to send, as `name=value`; null sends none. */
  readonly cookie: string | null
  /** Our name of the dropped socket whose conversation goes on here. */
  readonly resumes?: string
  /** Hears of the socket as soon as there is one, also if its welcome never comes. */
  readonly onOpen: (socket: OpenSocket) => void
}

/** A socket that may be talked on; the thread is the one that the server gave, if any. */
export type Connected = {
  readonly socket: OpenSocket
  readonly threadId: string | null
  /** Affinity cookie of the instance that we got to; null when the target ties nobody to one. */
  readonly cookie: string | null
}

const ROUTE_CHECK_MS = 15_000
/** How a server refuses before it accepts, and how it answers for a route that it does not have. */
const AMBIGUOUS_REFUSAL = 403

/**
 * Opens a socket and waits for its welcome, both within three times the welcome's limit. Throws Halt when the upgrade is
 * refused or the welcome does not come; a socket without welcome is closed.
 */
export async function connect(tools: ConnectTools, signedIn: SignedIn, attempt: Attempt): Promise<Connected> {
  const { target, clock } = tools
  const startMs = clock.now()
  const deadlineMs = waitMs(target.thresholds.welcome.failMs)
  const outcome = await upgrade(tools, {
    url: target.urls.ws,
    token: signedIn.token,
    cookie: attempt.cookie,
    deadlineMs,
    onOpen(ws, answer, given) {
      recordUpgrade(tools, signedIn, attempt, { startMs, answer, given })
      const socket = new OpenSocket(ws, attempt.name, tools)
      attempt.onOpen(socket)
      return { socket, cookie: given ?? attempt.cookie, welcoming: awaitWelcome(socket, clock) }
    },
  })
  if (outcome.kind === 'closed') {
    recordUpgrade(tools, signedIn, attempt, { startMs, ...outcome })
    return refused(tools, signedIn, outcome.answer)
  }
  const { socket, cookie } = outcome.opened
  using welcoming = outcome.opened.welcoming
  try {
    const threadId = await welcoming.ready(tools, startMs + deadlineMs - clock.now())
    return { socket, threadId, cookie }
  } catch (error) {
    socket.close({ scripted: false })
    throw error
  }
}

async function refused(tools: ConnectTools, signedIn: SignedIn, answer: UpgradeAnswer): Promise<never> {
  tools.signal.throwIfAborted()
  if (answer.status === AMBIGUOUS_REFUSAL) await checkRoute(tools, signedIn)
  const why = answer.error ? `${answer.error.code}, ${answer.error.message}` : `answered ${answer.status}, not 101`
  throw new UpgradeRefused(`${tools.target.urls.ws}: ${why}`, answer.status)
}

/** A route that is missing answers 403 to an upgrade and 404 to a plain GET (ws-route-missing); one that refuses does not. */
async function checkRoute(tools: ConnectTools, signedIn: SignedIn): Promise<void> {
  const url = asHttp(tools.target.urls.ws)
  const request = { user: signedIn.user.id, role: 'ws', purpose: 'route-check', method: 'GET', url } as const
  await exchange(tools, { ...request, deadlineMs: ROUTE_CHECK_MS }, tools.signal)
}

type Answered = { readonly startMs: number; readonly answer: UpgradeAnswer; readonly given: string | null }

function recordUpgrade(tools: ConnectTools, signedIn: SignedIn, attempt: Attempt, answered: Answered): void {
  const { startMs, answer, given } = answered
  const affinity = { sent: tools.nameOf(attempt.cookie), given: tools.nameOf(given) }
  tools.recorder.record({
    kind: 'upgrade',
    atMs: startMs,
    endMs: tools.clock.now(),
    ...attempt.name,
    url: tools.target.urls.ws,
    token: signedIn.tokenTag,
    ordinal: attempt.ordinal,
    ...(attempt.cookie === null && given === null ? {} : { affinity }),
    ...(attempt.resumes === undefined ? {} : { resumes: attempt.resumes }),
    ...answer,
  })
}
