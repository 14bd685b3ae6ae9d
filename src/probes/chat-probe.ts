import { withDeadline } from '../kernel/deadline.ts'
import type { Target } from '../model/target.ts'
import type { User } from '../model/user.ts'
import type { BadCredential, Route, Transport } from '../model/words.ts'
import { createCookieNames } from './affinity.ts'
import type { SignedIn } from './auth-probe.ts'
import type { Bearer } from './bearer.ts'
import { type ChatSocket, chatSocket, type Kept } from './chat-socket.ts'
import { type Attempt, connect } from './connect.ts'
import { elsewhere } from './elsewhere.ts'
import type { OpenCount } from './open-count.ts'
import type { OpenSocket, SocketTools } from './open-socket.ts'
import { lookAgain } from './second-look.ts'
import { showBadCredential } from './show-bad-credential.ts'
import { createStartGate, type GatePlace } from './start-gate.ts'

/** How to open a socket; the names are those of other sockets of this run. */
export type Opening = {
  /** Send the affinity cookie that this one got. */
  readonly near?: string
  /** Send the cookie of another instance than this one's, if there is one. */
  readonly far?: string
  /** The conversation of this dropped one goes on here. */
  readonly resumes?: string
  /** Do not look a second time when the upgrade is refused. */
  readonly once?: boolean
  /** Do not wait for the welcome. */
  readonly hasty?: boolean
  /** Where the request waits for those of others. */
  readonly place?: GatePlace
  readonly transport?: Transport
  readonly route?: Route
}

/** Opens chat sockets and knows which are still there. */
export type ChatProbe = {
  /** Sockets that have not ended yet. */
  readonly openCount: number
  /** Opens a socket and waits for its welcome. Throws Halt when the upgrade is refused or the welcome does not come. */
  open(signedIn: SignedIn, signal: AbortSignal, how?: Opening): Promise<ChatSocket>
  /** A gate at which as many upgrade requests wait for one another as there are offsets. */
  gate(name: string, offsetsMs: readonly number[]): readonly GatePlace[]
  /** Shows a credential that must be refused and waits for what comes of it. Throws nothing for that. */
  control(user: User, bad: BadBearer, signal: AbortSignal, how?: Opening): Promise<void>
  /**
   * Ends everything: closes what is open with 1000, waits for the answers, cuts what did not answer when `signal` aborts
   * or 6 s have passed. Never throws. No socket can be opened afterwards.
   */
  closeAll(signal: AbortSignal): Promise<void>
}

/** A credential that must be refused, and what is wrong with it. */
export type BadBearer = Bearer & { readonly credential: BadCredential }

/** What a chat probe is built from. `compression`: whether its sockets offer to compress; `count`: counts those that are open. */
export type ChatProbeParts = SocketTools & {
  readonly target: Target
  readonly compression?: boolean
  readonly count?: OpenCount
}

const CLOSE_MS = 6_000
/** A connection that takes longer than this is not worth waiting for: a late one is a skew that shows. */
const GATE_PATIENCE_MS = 5_000
const unanswered = { code: 'terminated', message: 'We cut the connection: our close frame was not answered in time.' }

/** Makes the chat probe of one run. */
export function createChatProbe(parts: ChatProbeParts): ChatProbe {
  const { clock } = parts
  const sockets = new Set<OpenSocket>()
  const kept = new Map<string, Kept>()
  const ordinals = new Map<string, number>()
  const nameOf = createCookieNames()
  const ending = new AbortController()
  let count = 0

  function keep(socket: OpenSocket): void {
    sockets.add(socket)
    parts.count?.add(socket.closed)
    void socket.closed.then(() => sockets.delete(socket))
  }

  function known(name: string): Kept {
    const found = kept.get(name)
    if (found === undefined) throw new Error(`The scenario used ${name}, which has not been connected.`)
    return found
  }

  async function cookieFor({ near, far }: Opening, user: string, signal: AbortSignal): Promise<string | null> {
    if (near !== undefined) return known(near).connected.cookie
    return far === undefined ? null : elsewhere(parts, user, known(far).connected.cookie, signal)
  }

  /** The next attempt of a user, as asked for. */
  async function plan(user: User, signal: AbortSignal, how: Opening): Promise<Omit<Attempt, 'onOpen'>> {
    const cookie = await cookieFor(how, user.id, signal)
    const ordinal = (ordinals.get(user.id) ?? 0) + 1
    ordinals.set(user.id, ordinal)
    count += 1
    return {
      name: { user: user.id, socket: `socket-${count}` },
      ordinal,
      cookie,
      ...(how.resumes === undefined ? {} : { resumes: how.resumes }),
      ...(how.hasty === undefined ? {} : { hasty: how.hasty }),
      ...(how.place === undefined ? {} : { place: how.place }),
      ...wayOf(how),
    }
  }

  async function attempt(signedIn: SignedIn, signal: AbortSignal, how: Opening): Promise<ChatSocket> {
    const talk = how.resumes === undefined ? null : known(how.resumes).talk
    const planned = await plan(signedIn.user, signal, how)
    const onOpen = (socket: OpenSocket) => {
      keep(socket)
      talk?.hear(socket)
    }
    const connected = await connect({ ...parts, nameOf, signal }, signedIn, { ...planned, onOpen })
    const state: Kept = { connected, talk }
    kept.set(planned.name.socket, state)
    return chatSocket(parts, signedIn, state)
  }

  async function whileRunning<T>(outer: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = AbortSignal.any([outer, ending.signal])
    signal.throwIfAborted()
    return work(signal)
  }

  return {
    get openCount() {
      return sockets.size
    },
    open: (signedIn, outer, how = {}) =>
      whileRunning(outer, async (signal) => {
        try {
          return await attempt(signedIn, signal, how)
        } catch (error) {
          if (how.once === true) throw error
          const look = async () => (await attempt(signedIn, signal, wayOf(how))).close(signal)
          await lookAgain(error, (ms) => clock.sleep(ms, signal), look)
          throw error
        } finally {
          how.place?.leave()
        }
      }),
    gate: (name, offsetsMs) => createStartGate({ clock, name, offsetsMs, patienceMs: GATE_PATIENCE_MS }),
    control: (user, { credential, ...bearer }, outer, how = {}) =>
      whileRunning(outer, async (signal) => {
        const planned = await plan(user, signal, how)
        await showBadCredential({ ...parts, nameOf, signal }, bearer, { ...planned, credential, onOpen: keep })
      }),
    async closeAll(signal) {
      ending.abort(new Error('The run is over: no more sockets.'))
      for (const socket of sockets) socket.close({ scripted: false })
      const all = () => Promise.all([...sockets].map((socket) => socket.closed))
      await withDeadline({ clock, signal }, 'Closing all sockets', CLOSE_MS, all).catch(() => undefined)
      for (const socket of sockets) socket.cut(unanswered)
      await all()
    },
  }
}

/** Transport and route, which a second look keeps. */
function wayOf({ transport, route }: Opening): Pick<Opening, 'transport' | 'route'> {
  return {
    ...(transport === undefined ? {} : { transport }),
    ...(route === undefined ? {} : { route }),
  }
}
