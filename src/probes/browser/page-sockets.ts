import type { CDPSession } from 'playwright'
import { browserFailure, refusedStatus } from './browser-error.ts'
import { type Attempt, headerOf, type UpgradeAnswer, upgradeOf } from './page-attempt.ts'
import { PageSocket, type PageSocketTools } from './page-socket.ts'
import { momentOf } from './page-time.ts'
import type { PageWord } from './page-words.ts'
import type { SecretsOnPage } from './secrets-on-page.ts'

/** Whose page it is, and what hears of its sockets. */
export type PageSocketsParts = PageSocketTools & {
  readonly user: string
  readonly page: string
  readonly tokenTag: string | null
  readonly secrets: SecretsOnPage
  /** A socket stands; called before any frame of it. */
  readonly onOpen: (socket: PageSocket) => void
  /** An upgrade was answered otherwise than by 101, or not at all. */
  readonly onRefused: () => void
  /** A text frame left, `seq` of its fact. */
  readonly onSent: (socket: PageSocket, text: string, seq: number) => void
  /** Whether the scenario just did what ends sockets: then their end is its doing. */
  readonly isScripted: () => boolean
}

const opcodes: Readonly<Record<number, 'text' | 'binary' | 'ping' | 'pong'>> = {
  1: 'text',
  2: 'binary',
  9: 'ping',
  10: 'pong',
}
/** The browser tells that a socket is gone, our script how: whoever comes second has this long. Real milliseconds. */
const WORD_MS = 500

/** The end of a socket whose page went away: the browser tells nobody how. */
const leftBehind = { code: 1006, reason: '', initiator: 'client', sentCode: null, error: null } as const

/** Turns what the browser and our script tell of a page's sockets into facts, as those of our own client. */
export class PageSockets {
  readonly #parts: PageSocketsParts
  readonly #attempts = new Map<string, Attempt>()
  /** Attempts by our script's names, and its words on those that the browser has not told of yet. */
  readonly #early: { readonly key: string; readonly url: string }[] = []
  #count = 0

  constructor(parts: PageSocketsParts) {
    this.#parts = parts
  }

  /** Sockets that have not ended. */
  get open(): readonly PageSocket[] {
    return [...this.#attempts.values()].flatMap(({ socket }) => (socket?.isOpen === true ? socket : []))
  }

  /** Begins to listen. Nothing is missed when the page has not been loaded yet. */
  async watch(session: CDPSession): Promise<void> {
    session.on('Network.webSocketCreated', ({ requestId, url }) => this.#created(requestId, url))
    session.on('Network.webSocketWillSendHandshakeRequest', ({ requestId, timestamp, wallTime, request }) =>
      this.#asked(requestId, { timestamp, wallTime, headers: request.headers }),
    )
    session.on('Network.webSocketHandshakeResponseReceived', ({ requestId, timestamp, response }) =>
      this.#answered(requestId, timestamp, { ...response, error: null }),
    )
    session.on('Network.webSocketFrameReceived', ({ requestId, timestamp, response }) =>
      this.#frame(requestId, timestamp, 'in', response),
    )
    session.on('Network.webSocketFrameSent', ({ requestId, timestamp, response }) =>
      this.#frame(requestId, timestamp, 'out', response),
    )
    session.on('Network.webSocketFrameError', ({ requestId, timestamp, errorMessage }) =>
      this.#failed(requestId, timestamp, errorMessage),
    )
    session.on('Network.webSocketClosed', ({ requestId }) => this.#gone(requestId))
    await session.send('Network.enable')
  }

  /** Takes what our script says of sockets. */
  hear(word: PageWord): void {
    if (word.kind === 'document') this.leave(this.#openedBefore(word.doc))
    if (word.kind !== 'socket' && word.kind !== 'close') return
    const key = `${word.doc}/${word.n}`
    if (word.kind === 'socket') this.#match(key, word.url)
    else this.#closed(key, word)
  }

  /** The documents that opened these are gone, and the sockets with them. */
  leave(gone: readonly PageSocket[] = this.open): void {
    const atMs = this.#parts.clock.now()
    for (const socket of gone) socket.end({ ...leftBehind, scripted: this.#parts.isScripted() }, atMs)
  }

  /** A page that loads another document by itself leaves the sockets of the one before. */
  #openedBefore(doc: string): PageSocket[] {
    const others = [...this.#attempts.values()].filter(({ key }) => key?.startsWith(`${doc}/`) !== true)
    return others.flatMap(({ socket }) => (socket?.isOpen === true ? [socket] : []))
  }

  #created(id: string, url: string): void {
    this.#parts.secrets.url(url)
    this.#count += 1
    const early = this.#early.findIndex((word) => word.url === url)
    const [word] = early < 0 ? [] : this.#early.splice(early, 1)
    const { clock } = this.#parts
    this.#attempts.set(id, {
      url,
      ordinal: this.#count,
      key: word?.key ?? null,
      startMs: clock.now(),
      epochMs: 0,
      transport: /[?&]\w*ticket\w*=/i.test(url) ? 'ticket' : undefined,
      socket: null,
      error: null,
      isRecorded: false,
    })
  }

  #match(key: string, url: string): void {
    const attempt = [...this.#attempts.values()].find((each) => each.key === null && each.url === url)
    if (attempt === undefined) this.#early.push({ key, url })
    else attempt.key = key
  }

  #asked(id: string, request: { timestamp: number; wallTime: number; headers: Record<string, string> }): void {
    const attempt = this.#attempts.get(id)
    if (attempt === undefined) return
    const offered = headerOf(request.headers, 'sec-websocket-protocol')
    this.#parts.secrets.protocols(offered)
    if (offered !== '') attempt.transport = 'subprotocol'
    attempt.epochMs = (request.wallTime - request.timestamp) * 1_000
    attempt.startMs = momentOf(this.#parts.clock, request.wallTime * 1_000)
  }

  #answered(id: string, timestamp: number, answer: UpgradeAnswer): void {
    const attempt = this.#attempts.get(id)
    if (attempt === undefined || attempt.isRecorded) return
    attempt.isRecorded = true
    const endMs = this.#at(attempt, timestamp)
    const name = { user: this.#parts.user, socket: `${this.#parts.page}/${attempt.ordinal}` }
    this.#parts.recorder.record(upgradeOf(attempt, { ...answer, ...name, endMs, token: this.#parts.tokenTag }))
    if (answer.status !== 101 || answer.error !== null) {
      this.#parts.onRefused()
      return
    }
    attempt.socket = new PageSocket(name, endMs, this.#parts)
    this.#parts.onOpen(attempt.socket)
  }

  #frame(
    id: string,
    timestamp: number,
    direction: 'in' | 'out',
    { opcode, payloadData }: { opcode: number; payloadData: string },
  ): void {
    const attempt = this.#attempts.get(id)
    const name = opcodes[opcode]
    if (attempt?.socket == null || name === undefined) return
    const { socket } = attempt
    const atMs = this.#at(attempt, timestamp)
    const seq = socket.frame({ direction, opcode: name, data: payloadData, atMs })
    if (direction === 'out' && name === 'text') this.#parts.onSent(socket, payloadData, seq)
  }

  #failed(id: string, timestamp: number, message: string): void {
    const attempt = this.#attempts.get(id)
    if (attempt === undefined) return
    if (attempt.socket !== null) {
      attempt.error = { code: 'WS_ERR_BROWSER', message }
      return
    }
    const status = refusedStatus(message)
    this.#answered(id, timestamp, { status, headers: {}, error: status === null ? browserFailure(message) : null })
  }

  #gone(id: string): void {
    const { clock } = this.#parts
    const socket = this.#attempts.get(id)?.socket
    const atMs = clock.now()
    if (socket == null || !socket.isOpen) return
    clock.timer(WORD_MS * clock.timeScale, () =>
      socket.end({ ...leftBehind, initiator: 'none', scripted: false }, atMs),
    )
  }

  #closed(key: string, word: Extract<PageWord, { kind: 'close' }>): void {
    const attempt = [...this.#attempts.values()].find((each) => each.key === key)
    if (attempt?.socket == null) return
    const { code, reason, sentCode } = word
    const server = code === 1006 ? ('none' as const) : ('server' as const)
    const initiator = sentCode === null ? server : ('client' as const)
    const scripted = sentCode !== null && this.#parts.isScripted()
    const echoed = initiator === 'server' && code !== 1005 ? code : sentCode
    const end = { code, reason, initiator, sentCode: echoed, scripted, error: attempt.error }
    attempt.socket.end(end, momentOf(this.#parts.clock, word.at))
  }

  #at({ epochMs }: Attempt, timestamp: number): number {
    const { clock } = this.#parts
    return epochMs === 0 ? clock.now() : momentOf(clock, epochMs + timestamp * 1_000)
  }
}
