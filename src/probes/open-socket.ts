import type { WebSocket } from 'ws'
import type { Clock } from '../kernel/clock.ts'
import type { FrameFact } from '../model/evidence.ts'
import { CloseLedger } from './close-ledger.ts'
import { type Failure, failureOf } from './failure.ts'
import type { LoopWatch } from './loop-watch.ts'
import type { Recorder } from './recorder.ts'
import { repeat } from './repeat.ts'

/** What a chat socket needs around it. */
export type SocketTools = { readonly recorder: Recorder; readonly clock: Clock; readonly loop: LoopWatch }

/** Who a socket belongs to, in our names. */
export type SocketName = { readonly user: string; readonly socket: string }

/** Hears what comes on a socket, after it was recorded. Must not throw. */
export type SocketListener = {
  onText(text: string, atMs: number, seq: number): void
  onClosed(atMs: number): void
}

const PING_EVERY_MS = 20_000
const NORMAL_CLOSE = 1000
const flooded: Failure = { code: 'frame-flood', message: 'We cut the connection: more came than is kept.' }

/**
 * An open WebSocket that records every frame both ways, control frames too, and how it ended. Make it inside the `open`
 * event: a frame that came in one packet with the upgrade response is emitted right after.
 */
export class OpenSocket {
  readonly name: SocketName
  readonly openedAtMs: number
  /** Resolves when the socket has ended and its close is recorded. */
  readonly closed: Promise<void>
  readonly #ws: WebSocket
  readonly #tools: SocketTools
  readonly #ledger = new CloseLedger()
  readonly #pings: Disposable
  readonly #listeners = new Set<SocketListener>()
  #cut: boolean
  /** Whether we ping by ourselves. Pings of the server are answered in any case. */
  pings = true

  constructor(ws: WebSocket, name: SocketName, tools: SocketTools) {
    this.#ws = ws
    this.#cut = false
    this.#tools = tools
    this.name = name
    this.openedAtMs = tools.clock.now()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.closed = promise
    ws.on('message', (data, isBinary) => this.#receive(isBinary ? 'binary' : 'text', bytesOf(data)))
    ws.on('ping', (data) => this.#answerPing(data))
    ws.on('pong', (data) => this.#receive('pong', data))
    ws.on('error', (error) => this.#ledger.gaveUp(failureOf(error)))
    ws.once('close', (code, reason) => {
      this.#end(code, reason)
      resolve()
    })
    this.#pings = repeat(tools.clock, PING_EVERY_MS, () => this.#ping())
  }

  /** Whether frames can still be sent: neither side has begun to close. */
  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN
  }

  /** From now on `listener` hears what comes, beside whoever does already, until what this gives is disposed of. */
  listen(listener: SocketListener): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) }
  }

  /** Sends one JSON frame and gives the `seq` of its fact; null when the socket is no longer open. */
  send(frame: object): number | null {
    if (!this.isOpen) return null
    const text = JSON.stringify(frame)
    this.#ws.send(text)
    return this.#record('out', 'text', Buffer.byteLength(text), text)
  }

  /** Sends a close frame with 1000, unless one side has already begun to close. `ws` cuts the connection if no answer comes. */
  close(options: { readonly scripted: boolean }): void {
    if (!this.isOpen) return
    this.#ledger.weClose(NORMAL_CLOSE, options.scripted)
    this.#ws.close(NORMAL_CLOSE)
  }

  /** Ends the connection at once, without a close frame: the last resort. */
  cut(why: Failure): void {
    this.#cut = true
    this.#ledger.weCut(why)
    this.#ws.terminate()
  }

  /** Ends the connection without a close frame, because the scenario asks for it. Nothing when it has ended. */
  drop(): void {
    if (this.#ws.readyState === this.#ws.CLOSED) return
    this.#cut = true
    this.#ledger.weDrop()
    this.#ws.terminate()
  }

  #receive(opcode: FrameFact['opcode'], bytes: Buffer): void {
    if (this.#cut) return
    const text = bytes.toString(opcode === 'binary' ? 'base64' : 'utf8')
    const seq = this.#record('in', opcode, bytes.length, text)
    if (!this.#tools.recorder.hasRoom(this.name.socket)) this.cut(flooded)
    else if (opcode === 'text') this.#tell(text, seq)
  }

  #tell(text: string, seq: number): void {
    const atMs = this.#tools.clock.now()
    for (const listener of [...this.#listeners]) listener.onText(text, atMs, seq)
  }

  #answerPing(data: Buffer): void {
    this.#receive('ping', data)
    if (!this.isOpen) return
    this.#ws.pong(data)
    this.#record('out', 'pong', data.length, data.toString())
  }

  #ping(): void {
    if (!this.isOpen || !this.pings) return
    this.#ws.ping()
    this.#record('out', 'ping', 0, '')
  }

  #record(direction: FrameFact['direction'], opcode: FrameFact['opcode'], bytes: number, data: string): number {
    const { recorder, clock } = this.#tools
    return recorder.record({ kind: 'frame', atMs: clock.now(), ...this.name, direction, opcode, bytes, data })
  }

  #end(code: number, reason: Buffer): void {
    this.#pings[Symbol.dispose]()
    const { recorder, clock, loop } = this.#tools
    const atMs = clock.now()
    recorder.record({
      kind: 'close',
      atMs,
      ...this.name,
      ...this.#ledger.ended(code, reason.toString()),
      ageMs: atMs - this.openedAtMs,
      loopDelayMs: loop.longestSince(this.openedAtMs),
    })
    for (const listener of [...this.#listeners]) listener.onClosed(atMs)
    this.#listeners.clear()
  }
}

/** `ws` gives a Buffer unless it is told otherwise; its type allows more. */
function bytesOf(data: WebSocket.RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
