import type { Clock } from '../../kernel/clock.ts'
import type { CloseFact, FrameFact } from '../../model/evidence.ts'
import type { LoopWatch } from '../loop-watch.ts'
import type { SocketListener, SocketName } from '../open-socket.ts'
import type { Recorder } from '../recorder.ts'

/** How a page's socket ended, in the words of the browser and of our script inside the page. */
export type PageSocketEnd = Pick<CloseFact, 'code' | 'reason' | 'initiator' | 'sentCode' | 'scripted' | 'error'>

/** What a page's socket is built from. */
export type PageSocketTools = { readonly recorder: Recorder; readonly clock: Clock; readonly loop: LoopWatch }

/** An open socket of a page. We only look on: the page sends. */
export class PageSocket {
  readonly name: SocketName
  readonly openedAtMs: number
  readonly #tools: PageSocketTools
  readonly #listeners = new Set<SocketListener>()
  #isOver: boolean

  constructor(name: SocketName, openedAtMs: number, tools: PageSocketTools) {
    this.#isOver = false
    this.name = name
    this.openedAtMs = openedAtMs
    this.#tools = tools
  }

  /** Whether no end of it is on record. */
  get isOpen(): boolean {
    return !this.#isOver
  }

  /** From now on `listener` hears what comes, until what this gives is disposed of. */
  listen(listener: SocketListener): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => this.#listeners.delete(listener) }
  }

  /** A frame went by; gives the `seq` of its fact. */
  frame(frame: Pick<FrameFact, 'direction' | 'opcode' | 'data' | 'atMs'>): number {
    const { direction, opcode, data, atMs } = frame
    const bytes = Buffer.byteLength(data, opcode === 'binary' ? 'base64' : 'utf8')
    const seq = this.#tools.recorder.record({ kind: 'frame', atMs, ...this.name, direction, opcode, bytes, data })
    if (direction === 'in' && opcode === 'text') {
      for (const listener of [...this.#listeners]) listener.onText(data, atMs, seq)
    }
    return seq
  }

  /** It has ended. Only the first word counts. */
  end(end: PageSocketEnd, atMs: number): void {
    if (this.#isOver) return
    this.#isOver = true
    const { recorder, loop } = this.#tools
    recorder.record({
      kind: 'close',
      atMs,
      ...this.name,
      ...end,
      ageMs: Math.max(0, atMs - this.openedAtMs),
      loopDelayMs: loop.longestSince(this.openedAtMs),
    })
    for (const listener of [...this.#listeners]) listener.onClosed(atMs)
    this.#listeners.clear()
  }
}
