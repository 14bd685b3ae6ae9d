import type { Browser, Page } from 'playwright'
import { DeadlineExceeded, type Scope, withDeadline } from '../../kernel/deadline.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { Halt } from '../halt.ts'
import { BrowserFailure, firstLine } from './browser-process.ts'
import { isAlive } from './browser-watch.ts'
import type { PageScreen } from './page-screen.ts'

/** How long a browser, or a page, that is well may take to say so. Real milliseconds. */
const SIGN_OF_LIFE_MS = 3_000

/** What it takes to act on a page. */
export type PageHandsParts = {
  readonly clock: Scope['clock']
  readonly browser: Browser
  readonly page: Page
  readonly screen: PageScreen
}

/**
 * Does something on a page within `ms` of target time. Throws Halt when the page does not let us, after writing down what was
 * waited for, or that the page is frozen; throws a BrowserFailure when it is the browser that is gone or hangs.
 */
export type PageHands = <T>(name: string, ms: number, signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/** Makes the hands of one page. */
export function createPageHands(parts: PageHandsParts): PageHands {
  const { clock, browser, page, screen } = parts
  const answers = async (work: () => Promise<unknown>): Promise<boolean> => {
    const forever = new AbortController().signal
    const look = withDeadline({ clock, signal: forever }, 'a sign of life', SIGN_OF_LIFE_MS * clock.timeScale, work)
    return look.then(
      () => true,
      () => false,
    )
  }
  return async (name, ms, signal, work) => {
    const fromMs = clock.now()
    try {
      return await withDeadline({ clock, signal }, name, ms, work)
    } catch (error) {
      signal.throwIfAborted()
      const why = firstLine(messageOf(error))
      if (!browser.isConnected() || isGone(why)) throw new BrowserFailure(why, error)
      if (!(await answers(() => isAlive(browser)))) throw new BrowserFailure('the browser hangs', error)
      const isFrozen = isLate(error) && !(await answers(() => page.evaluate('1')))
      screen.note({ sight: isFrozen ? 'frozen' : 'waited', name, text: why, valueMs: clock.now() - fromMs })
      throw new Halt('page', `${name}: ${why}`)
    }
  }
}

function isLate(error: unknown): boolean {
  return error instanceof DeadlineExceeded || (error instanceof Error && error.name === 'TimeoutError')
}

function isGone(why: string): boolean {
  return /has been closed|page crashed|target crashed|browser has disconnected/i.test(why)
}
