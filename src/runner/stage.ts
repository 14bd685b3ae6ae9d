import type { Scope } from '../kernel/deadline.ts'
import type { Chat, Session, Stage } from '../model/scenario.ts'
import type { Thresholds } from '../model/target.ts'
import type { AuthProbe, SignedIn } from '../probes/auth-probe.ts'
import type { ChatProbe, ChatSocket } from '../probes/chat-probe.ts'
import type { PlatformProbe } from '../probes/platform-probe.ts'
import type { Cast } from './cast.ts'
import { createPrompt } from './prompt.ts'
import type { StepBook } from './step-book.ts'
import { together } from './together.ts'

/** What a stage is built from. */
export type StageParts = Scope & {
  readonly cast: Cast
  readonly thresholds: Thresholds
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
    together,
    platform: () => steps.run('platform', null, PLATFORM_MS + NET_MS, (signal) => parts.platform.check(signal)),
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
    connect: (session) =>
      steps.run('connect', session.user.id, 2 * LONGEST_WAIT_MS + NET_MS, async (signal) => {
        const socket = await parts.chat.open(tokenOf(session), signal)
        sockets.set(socket.socket, socket)
        return { user: session.user, socket: socket.socket }
      }),
    converse: (chat, ask) =>
      steps.run('converse', chat.user.id, 2 * LONGEST_WAIT_MS + NET_MS, (signal) => {
        const ordinal = (conversations.get(chat.user.id) ?? 0) + 1
        conversations.set(chat.user.id, ordinal)
        const plant = ask?.plant === true ? (cast.plants.get(chat.user.id) ?? null) : null
        const prompt = createPrompt(ask?.text, plant)
        return socketOf(chat).converse({ ...prompt, conversation: `${chat.user.id}/${ordinal}` }, signal)
      }),
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
