import type { Browsing, Page, PageAsk } from '../model/browsing.ts'
import type { Thresholds } from '../model/target.ts'
import type { BrowserProbe } from '../probes/browser/browser-probe.ts'
import type { GatePlace } from '../probes/start-gate.ts'
import { waitMs } from '../protocol/conversation-limits.ts'
import { pageLimitMs } from '../protocol/page-limits.ts'
import type { Cast } from './cast.ts'
import { createPrompt } from './prompt.ts'
import type { StepBook } from './step-book.ts'
import { together } from './together.ts'

/** What browsing is built from. `probe` is null for a scenario that does not need a browser. */
export type BrowsingParts = {
  readonly cast: Cast
  readonly steps: StepBook
  readonly thresholds: Thresholds
  readonly timeScale: number
  readonly probe: BrowserProbe | null
}

/** As below the other steps: the probe has deadlines of its own, and starting a browser takes seconds. Real milliseconds. */
const NET_REAL_MS = 40_000
/** No wait of the probe for an answer is longer (design.md §4). */
const LONGEST_WAIT_MS = 180_000

/** Builds what a scenario can do in a browser. */
export function createBrowsing({ cast, steps, thresholds, timeScale, probe }: BrowsingParts): Browsing {
  const net = NET_REAL_MS * timeScale
  const talks = new Map<string, number>()
  const used = (): BrowserProbe => {
    if (probe === null) throw new Error('The scenario uses a browser and does not say that it needs one.')
    return probe
  }
  const loadMs =
    2 * pageLimitMs(waitMs(thresholds.page.failMs), timeScale) +
    pageLimitMs(waitMs(thresholds.welcome.failMs), timeScale) +
    net
  const next = ({ user, page }: Page) => {
    const ordinal = (talks.get(page) ?? 0) + 1
    talks.set(page, ordinal)
    return `${user.id}/${page}/${ordinal}`
  }
  const converse = (page: Page, ask: PageAsk, place: GatePlace | null) =>
    steps.run(nameOf(ask), page.user.id, 2 * LONGEST_WAIT_MS + net, (signal) => {
      const plant = ask.plant === true ? (cast.plants.get(page.user.id) ?? null) : null
      return used().converse(page.page, { ...createPrompt(ask.text, plant), conversation: next(page) }, signal, place)
    })
  return {
    open: (user) =>
      steps.run('page open', user.id, loadMs + LONGEST_WAIT_MS, async (signal) => {
        const opened = await used().open(user, signal)
        if (opened.userId !== null) cast.signedIn(user, opened.userId)
        return { user, page: opened.name }
      }),
    converse: (page, ask = {}) => converse(page, ask, null),
    async converseTogether(pages, ask = {}) {
      const places = used().gate(pages.length)
      await together([...pages.entries()], ([index, page]) => converse(page, ask, places[index] ?? null))
    },
    reload: (page) => steps.run('page reload', page.user.id, loadMs, (signal) => used().reload(page.page, signal)),
    signOut: (page) => steps.run('page sign-out', page.user.id, net, (signal) => used().signOut(page.page, signal)),
    close: (page) => steps.run('page close', page.user.id, net, (signal) => used().close(page.page, signal)),
  }
}

function nameOf({ label }: PageAsk): string {
  return label === undefined ? 'page converse' : `page converse ${label}`
}
