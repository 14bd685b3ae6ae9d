import type { Browser } from 'playwright'
import type { BrowserConfig } from '../../model/browser.ts'
import type { Target } from '../../model/target.ts'
import type { User } from '../../model/user.ts'
import { waitMs } from '../../protocol/conversation-limits.ts'
import { isProven } from '../../protocol/nonce.ts'
import { pageLimitMs } from '../../protocol/page-limits.ts'
import type { Prompt } from '../converse.ts'
import { Halt } from '../halt.ts'
import type { GatePlace } from '../start-gate.ts'
import { joinUrl } from '../urls.ts'
import type { ArtifactBox } from './artifacts/artifact-box.ts'
import { openBlankPage } from './open-page.ts'
import { createPageArrival } from './page-arrival.ts'
import type { FormEntrance } from './page-entrance.ts'
import { createPageHands } from './page-hands.ts'
import { watchPageHttp } from './page-http.ts'
import { PageScreen } from './page-screen.ts'
import type { StorageState } from './page-session.ts'
import type { PageSocketTools } from './page-socket.ts'
import { PageSockets } from './page-sockets.ts'
import { createPageTalk, type PageTalk } from './page-talk.ts'
import type { PageWord, ScreenState } from './page-words.ts'
import type { SecretsOnPage } from './secrets-on-page.ts'

/** One page of one user. Everything throws Halt when the target does not let it, and a BrowserFailure when the browser does not. */
export type BrowserPage = {
  readonly name: string
  /**
   * Loads the page and waits until the chat can be used; fills in the form first where that is how users sign in. Gives whom the
   * answer to that names.
   */
  open(form: FormEntrance | null, signal: AbortSignal): Promise<string | null>
  /** Types and sends; where there is a place at a gate, sends when the gate opens. */
  converse(prompt: Prompt, signal: AbortSignal, place: GatePlace | null): Promise<void>
  reload(signal: AbortSignal): Promise<void>
  signOut(signal: AbortSignal): Promise<void>
  /** Writes down how it felt, keeps what a person may want to look at, and closes it. Nothing when it is closed already. */
  close(): Promise<void>
}

/** What a page is made with. */
export type BrowserPageParts = PageSocketTools & {
  readonly target: Target
  readonly config: BrowserConfig
  readonly appUrl: string
  readonly browser: Browser
  readonly user: User
  readonly name: string
  readonly tokenTag: string
  readonly secrets: SecretsOnPage
  readonly storage: StorageState | null
  readonly artifacts: ArtifactBox
}

/** Longest wait for one act of a hand: a click on something that is there. */
const ACT_MS = 10_000

/** Makes a page that has loaded nothing yet. */
export async function createBrowserPage(parts: BrowserPageParts): Promise<BrowserPage> {
  const { clock, target, config, user, name, secrets } = parts
  const { selectors } = config
  const { thresholds } = target
  const limit = (ms: number) => pageLimitMs(ms, clock.timeScale)
  const screen = new PageScreen({ ...parts, user: user.id, page: name })
  let talk: PageTalk | null = null
  let isScripted = false
  let isClosed = false
  const arrival = createPageArrival(clock)
  const sockets = new PageSockets({
    ...parts,
    user: user.id,
    page: name,
    onOpen: (socket) => arrival.opened(socket),
    onRefused: () => arrival.refused(),
    onSent: (socket, text, seq) => talk?.frame(socket, text, seq),
    isScripted: () => isScripted,
  })
  const hear = (word: PageWord) => {
    sockets.hear(word)
    screen.hear(word)
  }
  const har = parts.artifacts.harFile(name)
  const { context, page } = await openBlankPage({ ...parts, selectors, har, hear })
  const http = watchPageHttp(context, {
    ...parts,
    urls: target.urls,
    user: user.id,
    onSent: (body) => talk?.request(sockets.open.at(-1) ?? null, body),
  })
  const hands = createPageHands({ ...parts, page, screen })
  page.on('console', (message) => {
    if (message.type() === 'error') screen.note({ sight: 'console-error', text: message.text() })
  })
  page.on('pageerror', (error) => screen.note({ sight: 'page-error', text: error.message }))
  await parts.artifacts.watch(name, context, page)
  await sockets.watch(await context.newCDPSession(page))

  /** Waits until a person could chat: the page is ready and a socket of it was welcomed. */
  async function settleIn(signal: AbortSignal): Promise<void> {
    const ms = limit(waitMs(thresholds.page.failMs))
    const isReady = await screen.until('ready', ({ ready }) => ready, ms, signal)
    try {
      if (!isReady) throw new Halt('page', 'the chat did not become usable')
      const welcomeMs = limit(waitMs(thresholds.welcome.failMs))
      await arrival.welcomed({ clock, signal }, welcomeMs, () =>
        screen.note({ sight: 'waited', name: 'socket', valueMs: welcomeMs }),
      )
    } catch (error) {
      if (error instanceof Halt) await look(signal)
      throw error
    }
  }

  /** Writes down all that the page holds, for whoever looks for what is another user's. */
  async function look(signal: AbortSignal): Promise<void> {
    const [text, storage] = await hands('look', limit(ACT_MS), signal, () =>
      page.evaluate<[string, string]>(
        '[document.body?.innerText ?? "", JSON.stringify([{ ...localStorage }, { ...sessionStorage }])]',
      ),
    )
    secrets.body(storage)
    screen.note({ sight: 'text', text })
    screen.note({ sight: 'storage', text: storage })
  }

  /** Whether the answer stands on the screen and nothing turns any more. */
  function isAnswered(prompt: Prompt, before: ScreenState): (state: ScreenState) => boolean {
    const { proof } = target.capabilities
    return ({ answer, busy }) => answer !== before.answer && isProven(answer, prompt.expected, proof) && !busy
  }

  /** Does what ends sockets because the scenario wants it. */
  async function scripted(work: () => Promise<void>): Promise<void> {
    isScripted = true
    try {
      await work()
    } finally {
      isScripted = false
    }
  }

  return {
    name,
    async open(form, signal) {
      const url = joinUrl(parts.appUrl, config.path)
      await hands('page', limit(waitMs(thresholds.page.failMs)), signal, async () => {
        const response = await page.goto(url, { waitUntil: 'commit', timeout: 0 })
        screen.note({
          sight: 'opened',
          name: Object.keys(selectors.events).join(' '),
          text: `${response?.status() ?? 'no answer'} ${url}`,
        })
      })
      if (form !== null) {
        await hands('sign-in form', limit(waitMs(thresholds.page.failMs)), signal, async () => {
          await page.locator(form.email).fill(form.address, { timeout: 0 })
          await page.locator(form.password).fill(form.secret.reveal(), { timeout: 0 })
          await page.locator(form.submit).click({ timeout: 0 })
        })
      }
      await settleIn(signal)
      return http.signedInAs()
    },
    async converse(prompt, signal, place) {
      const before = screen.state
      const waiting = createPageTalk(parts, prompt)
      talk = waiting
      const field = page.locator(selectors.prompt).first()
      await hands('prompt', limit(ACT_MS), signal, () => field.fill(prompt.text, { timeout: 0 }))
      if (place !== null) await gateOpens(place)
      await hands('prompt', limit(ACT_MS), signal, async () => {
        if (selectors.send === undefined) await field.press('Enter', { timeout: 0 })
        else await page.locator(selectors.send).first().click({ timeout: 0 })
      })
      const going = await hands('prompt sent', limit(ACT_MS), signal, () => waiting.left)
      const { answer } = thresholds
      try {
        await going.reach({ clock, signal }, null, waitMs(answer.failMs) + thresholds.settleMs)
        await screen.until('answer', isAnswered(prompt, before), limit(waitMs(thresholds.screen.failMs)), signal)
      } finally {
        if (!signal.aborted) await look(signal).catch(() => undefined)
      }
    },
    async reload(signal) {
      arrival.again()
      await scripted(async () => {
        await hands('page', limit(waitMs(thresholds.page.failMs)), signal, async () => {
          const before = sockets.open
          await page.reload({ waitUntil: 'commit', timeout: 0 })
          sockets.leave(before)
        })
      })
      screen.note({ sight: 'reloaded' })
      await settleIn(signal)
      await look(signal)
    },
    async signOut(signal) {
      const { signOut, signedOut } = selectors
      if (signOut === undefined) return look(signal)
      await scripted(async () => {
        await hands('sign-out', limit(ACT_MS), signal, () => page.locator(signOut).first().click({ timeout: 0 }))
        const ms = limit(thresholds.screen.failMs)
        if (signedOut !== undefined) await screen.until('signed out', (state) => state.signedOut, ms, signal)
        screen.note({ sight: 'signed-out' })
        await endOfSockets(ms, signal)
      })
      await look(signal)
    },
    async close() {
      if (isClosed) return
      isClosed = true
      isScripted = true
      screen.noteVitals()
      await http.settle()
      await parts.artifacts.collect(name, page, context)
      sockets.leave()
      screen.note({ sight: 'closed' })
      await context.close()
    },
  }

  /** Waits until the page has closed its sockets, as one does that nobody is signed in to; then writes down which it left open. */
  async function endOfSockets(ms: number, signal: AbortSignal): Promise<void> {
    const fromMs = clock.now()
    while (sockets.open.length > 0) {
      if (clock.now() - fromMs >= ms) {
        const names = sockets.open.map((socket) => socket.name.socket).join(', ')
        screen.note({ sight: 'waited', name: 'sockets closed', text: names, valueMs: clock.now() - fromMs })
        return
      }
      await clock.sleep(20 * clock.timeScale, signal)
    }
  }
}

function gateOpens(place: GatePlace): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  place.arrive(resolve)
  return promise
}
