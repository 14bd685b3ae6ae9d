import type { Browser } from 'playwright'
import type { Clock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'

/** Watches whether a browser lives, until disposed of. */
export type BrowserWatch = Disposable & {
  /** When it last gave a sign of life, on the clock of the run. */
  readonly aliveAtMs: number
}

/** Real milliseconds between two questions, and how long an answer may take. */
const ASK_EVERY_MS = 3_000
const ANSWER_MS = 6_000

/**
 * Asks a browser again and again for a sign of life: a page that hangs, hangs alone, but a browser that hangs looks as if the
 * target were silent. `failed` is called once, with the reason.
 */
export function watchBrowser(browser: Browser, clock: Clock, failed: (why: string) => void): BrowserWatch {
  const stop = new AbortController()
  let aliveAtMs = clock.now()
  const tell = (why: string) => {
    if (stop.signal.aborted) return
    stop.abort(new Error(why))
    failed(why)
  }
  const onGone = () => tell('the browser went away')
  browser.once('disconnected', onGone)

  async function ask(): Promise<void> {
    const { signal } = stop
    while (!signal.aborted) {
      await withDeadline({ clock, signal }, 'a sign of life', ANSWER_MS * clock.timeScale, () => isAlive(browser))
      aliveAtMs = clock.now()
      await clock.sleep(ASK_EVERY_MS * clock.timeScale, signal)
    }
  }

  ask().catch(() => tell('the browser hangs'))
  return {
    get aliveAtMs() {
      return aliveAtMs
    },
    [Symbol.dispose]() {
      browser.off('disconnected', onGone)
      stop.abort(new Error('Nobody watches the browser any more.'))
    },
  }
}

/** Asks the browser itself, not a page. Rejects when it is gone. */
export async function isAlive(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession()
  await session.send('Browser.getVersion')
  await session.detach()
}
