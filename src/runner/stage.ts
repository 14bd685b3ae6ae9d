import type { Scope } from '../kernel/deadline.ts'
import { createRandom } from '../kernel/random.ts'
import type { Browsing } from '../model/browsing.ts'
import type { Ask, Chat, Connecting, Session, Stage } from '../model/scenario.ts'
import type { Thresholds } from '../model/target.ts'
import type { Route } from '../model/words.ts'
import type { AuthProbe, SignedIn } from '../probes/auth-probe.ts'
import type { ChatProbe, Opening } from '../probes/chat-probe.ts'
import type { ChatSocket } from '../probes/chat-socket.ts'
import type { PlatformProbe } from '../probes/platform-probe.ts'
import type { ThreadProbe } from '../probes/thread-probe.ts'
import type { Cast } from './cast.ts'
import { createPrompt } from './prompt.ts'
import type { StepBook } from './step-book.ts'
import { inTurn, together } from './together.ts'

/** What a stage is built from. */
export type StageParts = Scope & {
  readonly cast: Cast
  readonly thresholds: Thresholds
  readonly routes: readonly Route[]
  /** Chosen values of the scenario's own options. */
  readonly options: Readonly<Record<string, string>>
  readonly steps: StepBook
  /** Repeats what is left to chance. */
  readonly seed: string
  readonly platform: PlatformProbe
  readonly auth: AuthProbe
  readonly threads: ThreadProbe
  readonly chat: ChatProbe
  readonly browsing: Browsing
}

/** Probes have deadlines of their own and record what ran out; these are nets below them, so they are wider. */
const NET_MS = 10_000
/** No wait of a probe is longer (design.md §4). */
const LONGEST_WAIT_MS = 180_000
const PLATFORM_MS = 40_000
const CLOSE_MS = 5_000
const HEALTHY_MS = 100_000
/** Five open the target's circuit breaker for everybody (auth-circuit-open). */
const MOST_BAD_IN_A_ROW = 3

/** Builds what a scenario acts on. Tokens and sockets stay in here; the scenario holds names for them. */
export function createStage(parts: StageParts): Stage {
  const { steps, cast } = parts
  const signedIn = new Map<Session, SignedIn>()
  const sockets = new Map<string, ChatSocket>()
  const conversations = new Map<string, number>()

  let badInARow = 0
  let gates = 0
  const tokenOf = (session: Session) => known(signedIn, session, session.user.id, 'signed in')
  const socketOf = (chat: Chat) => known(sockets, chat.socket, chat.socket, 'connected')

  return {
    users: cast.users,
    bystanders: cast.bystanders,
    sacrificial: cast.sacrificial,
    together,
    inTurn,
    routes: parts.routes,
    browser: parts.browsing,
    option: (name) => chosen(parts.options, name),
    platform: () => steps.run('platform', null, PLATFORM_MS + NET_MS, (signal) => parts.platform.check(signal)),
    healthy: () => steps.run('healthy', null, HEALTHY_MS + NET_MS, (signal) => parts.platform.awaitHealthy(signal)),
    signIn: (user) =>
      steps.run('sign-in', user.id, LONGEST_WAIT_MS + NET_MS, async (signal) => {
        const result = await parts.auth.signIn(user, signal)
        const session: Session = { user, userId: result.userId }
        signedIn.set(session, result)
        cast.signedIn(user, result.userId)
        return session
      }),
    verify: (session) =>
      steps.run('verify', session.user.id, PLATFORM_MS + NET_MS, (signal) =>
        parts.auth.verify(tokenOf(session), signal),
      ),
    connect: (session, how = {}) =>
      steps.run(stepName('connect', how), session.user.id, 2 * LONGEST_WAIT_MS + NET_MS, async (signal) => {
        const socket = await parts.chat.open(tokenOf(session), signal, openingOf(how))
        badInARow = 0
        sockets.set(socket.socket, socket)
        return chatOf(session, socket)
      }),
    connectTogether(sessions, { skewMs = 0, near } = {}) {
      gates += 1
      const gate = gates
      const name = `gate-${gate}`
      const random = createRandom(`${parts.seed}/${name}`)
      const places = parts.chat.gate(
        name,
        sessions.map(() => (skewMs === 0 ? 0 : random.int(0, Math.round(skewMs * 1000)) / 1000)),
      )
      return together([...sessions.entries()], ([index, session]) =>
        steps.run('connect together', session.user.id, 2 * LONGEST_WAIT_MS + NET_MS, async (signal) => {
          // Who goes first changes from gate to gate.
          const place = places[(index + gate) % places.length]
          const way = {
            ...openingOf(near === undefined ? {} : { near }),
            once: true,
            ...(place === undefined ? {} : { place }),
          }
          const socket = await parts.chat.open(tokenOf(session), signal, way)
          sockets.set(socket.socket, socket)
          return chatOf(session, socket)
        }),
      )
    },
    async control(session, credential, how = {}) {
      const name = stepName(`control ${credential}`, how)
      const bearer = parts.auth.badCredential(tokenOf(session), credential)
      if (bearer === null) return steps.skip(name, session.user.id, `this process holds no ${credential} token`)
      badInARow += 1
      if (badInARow > MOST_BAD_IN_A_ROW)
        throw new Error('The scenario shows too many bad tokens without a good one between.')
      const bad = { ...bearer, credential }
      await steps.run(name, session.user.id, LONGEST_WAIT_MS + NET_MS, (signal) =>
        parts.chat.control(session.user, bad, signal, openingOf(how)),
      )
    },
    async askForThread(session, owner) {
      const thread = await steps.run('own thread', owner.user.id, PLATFORM_MS + NET_MS, (signal) =>
        parts.threads.own(tokenOf(owner), signal),
      )
      const name = 'control foreign_thread'
      if (thread === null)
        return steps.skip(name, session.user.id, `${owner.user.id} has no thread that it can read over HTTP`)
      await steps.run(name, session.user.id, PLATFORM_MS + NET_MS, (signal) =>
        parts.threads.foreign(tokenOf(session), thread, signal),
      )
    },
    signOut: (session) =>
      steps.run('sign-out', session.user.id, PLATFORM_MS + NET_MS, (signal) =>
        parts.auth.signOut(tokenOf(session), signal),
      ),
    converse: (chat, ask) =>
      steps.run(nameOf(ask), chat.user.id, 2 * LONGEST_WAIT_MS + NET_MS, (signal) => {
        const ordinal = (conversations.get(chat.user.id) ?? 0) + 1
        conversations.set(chat.user.id, ordinal)
        const plant = ask?.plant === true ? (cast.plants.get(chat.user.id) ?? null) : null
        const prompt = createPrompt(ask?.text, plant)
        const until = ask?.until === undefined ? {} : { until: ask.until }
        const refusable = ask?.refusable ?? false
        return socketOf(chat).converse(
          { ...prompt, ...until, refusable, conversation: `${chat.user.id}/${ordinal}` },
          signal,
        )
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
function known<K, T>(map: ReadonlyMap<K, T>, key: K, name: string, what: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The scenario used ${name}, which this run has not ${what}.`)
  return value
}

function chatOf({ user }: Session, { socket, shakesHands }: ChatSocket): Chat {
  return { user, socket, shakesHands }
}

function chosen(options: StageParts['options'], name: string): string {
  const value = options[name]
  if (value === undefined) throw new Error(`The scenario asked for its option ${name}, which it does not have.`)
  return value
}

function nameOf(ask: Ask | undefined): string {
  return ask?.label === undefined ? 'converse' : `converse ${ask.label}`
}

/** What is unusual about an attempt belongs to the name of its step. */
function stepName(name: string, { transport, route }: Connecting): string {
  return [name, route === 'direct' ? route : '', transport === 'subprotocol' ? transport : ''].filter(Boolean).join(' ')
}

/** Chats by the names of their sockets. */
function openingOf({ near, far, resumes, ...rest }: Connecting): Opening {
  return {
    ...rest,
    ...(near === undefined ? {} : { near: near.socket }),
    ...(far === undefined ? {} : { far: far.socket }),
    ...(resumes === undefined ? {} : { resumes: resumes.socket }),
  }
}
