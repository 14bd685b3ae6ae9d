import { waitMs } from '../../protocol/conversation-limits.ts'
import { Halt } from '../halt.ts'
import type { PageKit } from './page-kit.ts'

/** Longest wait for one act of a hand, such as a click on something that is there; milliseconds of target time. */
export const ACT_MS = 10_000

/** Writes down all that the page holds, for whoever looks for what is another user's. */
export async function look({ page, hands, limit, parts, screen }: PageKit, signal: AbortSignal): Promise<void> {
  const [text, storage] = await hands('look', limit(ACT_MS), signal, () =>
    page.evaluate<[string, string]>(
      '[document.body?.innerText ?? "", JSON.stringify([{ ...localStorage }, { ...sessionStorage }])]',
    ),
  )
  parts.secrets.body(storage)
  screen.note({ sight: 'text', text })
  screen.note({ sight: 'storage', text: storage })
}

/**
 * Waits until a person could chat: the page is ready and a socket of it was welcomed. Throws Halt when it does not come to
 * that, after writing down what stands there instead.
 */
export async function settleIn(kit: PageKit, signal: AbortSignal): Promise<void> {
  const { screen, arrival, limit, parts } = kit
  const { page, welcome } = parts.target.thresholds
  const isReady = await screen.until('ready', ({ ready }) => ready, limit(waitMs(page.failMs)), signal)
  try {
    if (!isReady) throw new Halt('page', 'the chat did not become usable')
    const welcomeMs = limit(waitMs(welcome.failMs))
    await arrival.welcomed({ clock: parts.clock, signal }, welcomeMs, () =>
      screen.note({ sight: 'waited', name: 'socket', valueMs: welcomeMs }),
    )
  } catch (error) {
    if (error instanceof Halt) await look(kit, signal)
    throw error
  }
}
