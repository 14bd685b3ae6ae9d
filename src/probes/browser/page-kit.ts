import type { Browser, BrowserContext, Page } from 'playwright'
import type { BrowserConfig } from '../../model/browser.ts'
import type { Target } from '../../model/target.ts'
import type { User } from '../../model/user.ts'
import { pageLimitMs } from '../../protocol/page-limits.ts'
import type { ArtifactBox } from './artifacts/artifact-box.ts'
import { openBlankPage } from './open-page.ts'
import { createPageArrival, type PageArrival } from './page-arrival.ts'
import { createPageHands, type PageHands } from './page-hands.ts'
import { type PageHttp, watchPageHttp } from './page-http.ts'
import { PageScreen } from './page-screen.ts'
import type { StorageState } from './page-session.ts'
import type { PageSocketTools } from './page-socket.ts'
import { PageSockets } from './page-sockets.ts'
import type { PageTalk } from './page-talk.ts'
import type { SecretsOnPage } from './secrets-on-page.ts'

/** What a page is made with. */
export type PageParts = PageSocketTools & {
  readonly target: Target
  readonly config: BrowserConfig
  readonly appUrl: string
  readonly browser: Browser
  readonly user: User
  readonly name: string
  readonly tokenTag: string
  readonly secrets: SecretsOnPage
  readonly storage: StorageState | null
  /** Null: nothing is kept. */
  readonly artifacts: ArtifactBox | null
  /** The process that draws the page has died. */
  readonly onCrash: () => void
}

/** A page with everything that watches it, before it has loaded anything. */
export type PageKit = {
  readonly parts: PageParts
  readonly context: BrowserContext
  readonly page: Page
  readonly screen: PageScreen
  readonly sockets: PageSockets
  readonly arrival: PageArrival
  readonly http: PageHttp
  readonly hands: PageHands
  /** The prompt that was typed last; null: none. */
  talk: PageTalk | null
  /** Whether the scenario just does what ends sockets. */
  isScripted: boolean
  /** A limit for what a page does, milliseconds of target time. */
  limit(ms: number): number
}

/** Opens a page and begins to watch it. */
export async function openPageKit(parts: PageParts): Promise<PageKit> {
  const { clock, target, config, user, name, artifacts } = parts
  const named = { ...parts, user: user.id, page: name }
  const screen = new PageScreen(named)
  const arrival = createPageArrival(clock)
  const state: { talk: PageTalk | null; isScripted: boolean } = { talk: null, isScripted: false }
  const sockets = new PageSockets({
    ...named,
    onOpen: (socket) => arrival.opened(socket),
    onRefused: () => arrival.refused(),
    onSent: (socket, text, seq) => state.talk?.frame(socket, text, seq),
    isScripted: () => state.isScripted,
  })
  const blank = await openBlankPage({
    ...parts,
    selectors: config.selectors,
    har: artifacts?.harFile(name) ?? null,
    hear(word) {
      sockets.hear(word)
      screen.hear(word)
    },
  })
  const { context, page } = blank
  const onSent = (body: string) => state.talk?.request(sockets.open.at(-1) ?? null, body)
  const http = watchPageHttp(context, { ...named, urls: target.urls, onSent })
  page.on('console', (message) => {
    if (message.type() === 'error') screen.note({ sight: 'console-error', text: message.text() })
  })
  page.once('crash', parts.onCrash)
  page.on('pageerror', (error) => screen.note({ sight: 'page-error', text: error.message }))
  try {
    await artifacts?.watch(name, context, page)
    await sockets.watch(await context.newCDPSession(page))
  } catch (error) {
    await context.close().catch(() => undefined)
    throw error
  }
  const hands = createPageHands({ ...parts, page, screen })
  const limit = (ms: number) => pageLimitMs(ms, clock.timeScale)
  return Object.assign(state, { parts, context, page, screen, sockets, arrival, http, hands, limit })
}
