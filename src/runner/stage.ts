import type { Scope } from '../kernel/deadline.ts'
import type { Ask, Chat, Connecting, Session, Stage } from '../model/scenario.ts'
import type { Thresholds } from '../model/target.ts'
import type { AuthProbe, SignedIn } from '../probes/auth-probe.ts'
import type { ChatProbe, Opening } from '../probes/chat-probe.ts'
import type { ChatSocket } from '../probes/chat-socket.ts'
import type { PlatformProbe } from '../probes/platform-probe.ts'
import type { Cast } from './cast.ts'
import { createPrompt } from './prompt.ts'
import type { StepBook } from './step-book.ts'
import { inTurn, together } from './together.ts'

/** What a stage is built from. */
export type StageParts = Scope & {
  readonly cast: Cast
  readonly thresholds: Thresholds
  /** Chosen values of the scenario's own options. */
  readonly options: Readonly<Record<string, string>>
  readonly steps: StepBook
  readonly platform: PlatformProbe
  readonly auth: AuthProbe
  readonly chat: ChatProbe
}

/** Probes have deadlines of their own and record what ran out; these are nets below them, so they are wider. */
const NET_MS = 10_000
/** No wait of a probe is longer (design.md §4). */
const LONGEST_WAIT_MS = 180_000
const PLATFORM_MS = 40_000
const CLOSE_MS = 5_000
const HEALTHY_MS = 100_000

/** Builds what a scenario acts on. Tokens and sockets stay in here; the scenario holds names for them. */
export function createStage(parts: StageParts): Stage {
  const { steps, cast } = parts
  const signedIn = new Map<string, SignedIn>()
  const sockets = new Map<string, ChatSocket>()
  const conversations = new Map<string, number>()

  const tokenOf = (session: Session) => known(signedIn, session.user.id, 'signed in')
  const socketOf = (chat: Chat) => known(sockets, chat.socket, 'connected')

  return {
    users: cast.users,
    bystanders: cast.bystanders,
    sacrificial: cast.sacrificial,
    together,
    inTurn,
    option: (name) => chosen(parts.options, name),
    platform: () => steps.run('platform', null, PLATFORM_MS + NET_MS, (signal) => parts.platform.check(signal)),
    healthy: () => steps.run('healthy', null, HEALTHY_MS + NET_MS, (signal) => parts.platform.awaitHealthy(signal)),
    signIn: (user) =>
      steps.run('sign-in', user.id, LONGEST_WAIT_MS + NET_MS, async (signal) => {
        const result = await parts.auth.signIn(user, signal)
        signedIn.set(user.id, result)
        cast.signedIn(user, result.userId)
        return { user, userId: result.userId }
      }),
    verify: (session) =>
      steps.run('verify', session.user.id, PLATFORM_MS + NET_MS, (signal) =>
        parts.auth.verify(tokenOf(session), signal),
      ),
    connect: (session, how) =>
      steps.run('connect', session.user.id, 2 * LONGEST_WAIT_MS + NET_MS, async (signal) => {
        const socket = await parts.chat.open(tokenOf(session), signal, openingOf(how ?? {}))
        sockets.set(socket.socket, socket)
        return { user: session.user, socket: socket.socket }
      }),
    converse: (chat, ask) =>
      steps.run(nameOf(ask), chat.user.id, 2 * LONGEST_WAIT_MS + NET_MS, (signal) => {
        const ordinal = (conversations.get(chat.user.id) ?? 0) + 1
        conversations.set(chat.user.id, ordinal)
        const plant = ask?.plant === true ? (cast.plants.get(chat.user.id) ?? null) : null
        const prompt = createPrompt(ask?.text, plant)
        const until = ask?.until === undefined ? {} : { until: ask.until }
        return socketOf(chat).converse({ ...prompt, ...until, conversation: `${chat.user.id}/${ordinal}` }, signal)
      }),
    follow: (chat) =>
      steps.run('follow', chat.user.id, 2 * LONGEST_WAIT_MS + NET_MS, (signal) => socketOf(chat).follow(signal)),
    hold: (chat, how) =>
      steps.run('hold', chat.user.id, how.forMs + NET_MS, (signal) => socketOf(chat).hold(how, signal)),
    drop: (chat) => steps.run('drop', chat.user.id, CLOSE_MS + NET_MS, (signal) => socketOf(chat).drop(signal)),
    pause: (ms) => steps.run('pause', null, ms + NET_MS, (signal) => parts.clock.sleep(ms, signal)),
    linger: () =>
      steps.run('linger', null, parts.thresholds.lingerMs + NET_MS, (signal) =>
        parts.clock.sleep(parts.thresholds.lingerMs, signal),
      ),
    close: (chat) => steps.run('close', chat.user.id, CLOSE_MS + NET_MS, (signal) => socketOf(chat).close(signal)),
  }
}

/** A scenario that uses what it was not given has a defect of its own; that is never the target's fault. */
function known<T>(map: ReadonlyMap<string, T>, key: string, what: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The scenario used ${key}, which this run has not ${what}.`)
  return value
}

function chosen(options: StageParts['options'], name: string): string {
  const value = options[name]
  if (value === undefined) throw new Error(`The scenario asked for its option ${name}, which it does not have.`)
  return value
}

function nameOf(ask: Ask | undefined): string {
  return ask?.label === undefined ? 'converse' : `converse ${ask.label}`
}

/** Chats by the names of their sockets. */
function openingOf({ near, far, resumes, once }: Connecting): Opening {
  return {
    ...(near === undefined ? {} : { near: near.socket }),
    ...(far === undefined ? {} : { far: far.socket }),
    ...(resumes === undefined ? {} : { resumes: resumes.socket }),
    ...(once === undefined ? {} : { once }),
  }
}
