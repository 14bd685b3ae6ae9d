import type { Clock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'
import type { ScreenFact } from '../../model/screen-fact.ts'
import type { Recorder } from '../recorder.ts'
import { momentOf } from './page-time.ts'
import { emptyScreen, type PageWord, type ScreenState } from './page-words.ts'

/** What is needed to record what stands on a page. */
export type PageScreenParts = {
  readonly recorder: Recorder
  readonly clock: Clock
  readonly user: string
  readonly page: string
}

const LONGEST_TEXT = 64 * 1024

type Sight = Pick<ScreenFact, 'sight'> & Partial<Pick<ScreenFact, 'name' | 'text' | 'valueMs' | 'atMs'>>

/** Turns what our script sees on the screen into facts: each change once. */
export class PageScreen {
  readonly #parts: PageScreenParts
  readonly #waiting = new Set<() => void>()
  readonly #vitals = new Map<string, number>()
  #state: ScreenState = emptyScreen
  #isReady = false
  #promptAtMs: number | null = null

  constructor(parts: PageScreenParts) {
    this.#parts = parts
  }

  /** What stands there now. */
  get state(): ScreenState {
    return this.#state
  }

  /** Takes what our script says of the screen. */
  hear(word: PageWord): void {
    const atMs = momentOf(this.#parts.clock, word.at)
    if (word.kind === 'document') this.#turnPage()
    if (word.kind === 'vital') this.#vitals.set(word.name, word.value)
    if (word.kind === 'screen') this.#look(word.state, atMs)
    for (const check of [...this.#waiting]) check()
  }

  /** Writes down something that was seen. */
  note(sight: Sight): number {
    const { recorder, clock, user, page } = this.#parts
    const { name = '', text = '', valueMs = null, atMs = clock.now() } = sight
    const cut = text.slice(0, LONGEST_TEXT)
    return recorder.record({ kind: 'screen', atMs, user, page, sight: sight.sight, name, text: cut, valueMs })
  }

  /** A prompt left: the next sign of progress is the first event that its person sees. */
  promptLeft(atMs: number): void {
    this.#promptAtMs = atMs
  }

  /** Writes down how the document felt, once it is about to go. */
  noteVitals(): void {
    for (const [name, value] of this.#vitals) {
      this.note({ sight: 'vital', name, valueMs: value * this.#parts.clock.timeScale })
    }
    this.#vitals.clear()
  }

  /**
   * Waits until the screen is as wished, for `ms` of target time at most, and says whether it came to that. What did not come
   * is written down under `name`. Throws only the reason of `signal`.
   */
  async until(name: string, isSo: (state: ScreenState) => boolean, ms: number, signal: AbortSignal): Promise<boolean> {
    const { clock } = this.#parts
    const { promise, resolve } = Promise.withResolvers<void>()
    const check = () => {
      if (isSo(this.#state)) resolve()
    }
    const fromMs = clock.now()
    this.#waiting.add(check)
    check()
    try {
      await withDeadline({ clock, signal }, `waiting for ${name}`, ms, () => promise)
      return true
    } catch {
      signal.throwIfAborted()
      this.note({ sight: 'waited', name, valueMs: clock.now() - fromMs })
      return false
    } finally {
      this.#waiting.delete(check)
    }
  }

  #turnPage(): void {
    this.noteVitals()
    this.#state = emptyScreen
    this.#isReady = false
  }

  #firstEvent(atMs: number): void {
    if (this.#promptAtMs === null) return
    this.note({ sight: 'vital', name: 'first_event_on_screen', valueMs: Math.max(0, atMs - this.#promptAtMs), atMs })
    this.#promptAtMs = null
  }

  #look(next: ScreenState, atMs: number): void {
    const before = this.#state
    this.#state = next
    if (next.ready && !this.#isReady) {
      this.#isReady = true
      this.note({ sight: 'ready', atMs })
    }
    const told = Object.entries(next.events).filter(([type, count]) => count > (before.events[type] ?? 0))
    for (const [name] of told) this.note({ sight: 'progress', name, text: next.latest, atMs })
    if (next.progress > before.progress && told.length === 0) {
      this.note({ sight: 'progress', text: next.latest, atMs })
    }
    if (told.length > 0 || next.progress > before.progress) this.#firstEvent(atMs)
    if (next.answer !== before.answer && next.answer !== '') this.note({ sight: 'answer', text: next.answer, atMs })
    if (next.error !== before.error && next.error.trim() !== '') this.note({ sight: 'error', text: next.error, atMs })
    if (next.busy !== before.busy) this.note({ sight: next.busy ? 'busy' : 'idle', atMs })
  }
}
