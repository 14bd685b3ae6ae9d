import type { Credentials } from '../../config/credentials.ts'
import { withDeadline } from '../../kernel/deadline.ts'
import type { Mask } from '../../kernel/mask.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { Artifact } from '../../model/artifact.ts'
import type { BrowserConfig } from '../../model/browser.ts'
import type { Target } from '../../model/target.ts'
import type { User } from '../../model/user.ts'
import type { AuthProbe } from '../auth-probe.ts'
import { cleanText } from '../clean-fact.ts'
import type { Prompt } from '../converse.ts'
import { Halt } from '../halt.ts'
import type { OpenCount } from '../open-count.ts'
import { createStartGate, type GatePlace } from '../start-gate.ts'
import { type ArtifactBox, createArtifactBox } from './artifacts/artifact-box.ts'
import { type BrowserPage, createBrowserPage } from './browser-page.ts'
import { BrowserFailure, type Chromium, firstLine, openBrowser, type RunningBrowser } from './browser-process.ts'
import { type BrowserWatch, watchBrowser } from './browser-watch.ts'
import { type Entrance, prepareEntrance } from './page-entrance.ts'
import type { PageSocketTools } from './page-socket.ts'
import { createSecretsOnPage } from './secrets-on-page.ts'

/** A page of a user who got in. */
export type OpenedPage = {
  readonly name: string
  /** Who the target says has signed in; null when nothing told. */
  readonly userId: string | null
}

/** What users do in a browser. Pages are known by their names. All throws Halt when the target, or the browser, does not let it. */
export type BrowserProbe = {
  open(user: User, signal: AbortSignal): Promise<OpenedPage>
  converse(page: string, prompt: Prompt, signal: AbortSignal, place: GatePlace | null): Promise<void>
  /** A gate at which as many prompts, typed and not sent yet, wait for one another. */
  gate(size: number): readonly GatePlace[]
  reload(page: string, signal: AbortSignal): Promise<void>
  signOut(page: string, signal: AbortSignal): Promise<void>
  close(page: string, signal: AbortSignal): Promise<void>
  /** Closes whatever is open and ends the browser, by force where it does not end by itself. Never throws. */
  closeAll(): Promise<void>
  /** What the pages left for a person to look at; call it after `closeAll`. Throws nothing. */
  artifacts(): Promise<readonly Artifact[]>
  /** Throws away what was collected. */
  discard(): Promise<void>
}

/** What the browser probe is built from. `chromium` is null where there is none: then nothing can be opened. */
export type BrowserProbeParts = PageSocketTools & {
  readonly target: Target
  readonly mask: Mask
  readonly auth: AuthProbe
  readonly credentials: Credentials
  readonly chromium: Chromium | null
  /** Whether pictures, logs and traces are worth their price. */
  readonly keepsArtifacts: boolean
  /** Counts the browsers that are open. */
  readonly count?: OpenCount
}

/** Whoever takes longer to type is not waited for. Real milliseconds, as all of these. */
const TYPING_MS = 5_000
const OPEN_MS = 15_000
/** With all that is kept of it. */
const CLOSE_MS = 15_000

/** Makes the browser probe of one run. The browser starts with the first page. */
export function createBrowserProbe(parts: BrowserProbeParts): BrowserProbe {
  const { clock, recorder, mask, target } = parts
  const pages = new Map<string, BrowserPage>()
  let starting: Promise<RunningBrowser> | null = null
  let boxing: Promise<ArtifactBox> | null = null
  const ended = Promise.withResolvers<void>()
  let watch: BrowserWatch | null = null
  let hasFailed = false
  let count = 0
  let gates = 0

  /** The browser is our own tool: when it fails, nobody but us is to blame. */
  function confess(failure: BrowserFailure): Halt {
    if (!hasFailed) {
      hasFailed = true
      const detail = failure.message
      const atMs = clock.now()
      const durationMs = atMs - (watch?.aliveAtMs ?? atMs)
      recorder.record({ kind: 'monitor', atMs, user: null, what: 'browser-failed', durationMs, detail })
      watch?.[Symbol.dispose]()
      for (const page of pages.values()) page.abandon()
      void starting?.then(
        ({ kill }) => kill(),
        () => undefined,
      )
    }
    return new Halt('page', failure.message)
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof BrowserFailure ? confess(error) : error
    }
  }

  async function start(signal: AbortSignal): Promise<RunningBrowser> {
    if (parts.chromium === null) throw new BrowserFailure('there is no Chromium on this machine')
    const running = await openBrowser(parts.chromium, clock, signal)
    parts.count?.add(ended.promise)
    watch = watchBrowser(running.browser, clock, (why) => void confess(new BrowserFailure(why)))
    return running
  }

  /** What only the browser can fail at, within real milliseconds. */
  async function withinReal<T>(what: string, realMs: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await withDeadline({ clock, signal }, what, realMs * clock.timeScale, work)
    } catch (error) {
      signal.throwIfAborted()
      throw new BrowserFailure(`${what}: ${firstLine(messageOf(error))}`, error)
    }
  }

  function known(name: string): BrowserPage {
    const page = pages.get(name)
    if (page === undefined) throw new Error(`The scenario used ${name}, which has not been opened.`)
    return page
  }

  async function create(user: User, entrance: Entrance, signal: AbortSignal): Promise<BrowserPage> {
    starting ??= start(signal)
    const { browser } = await starting
    if (parts.keepsArtifacts) boxing ??= createArtifactBox(clock, (text) => cleanText(text, mask))
    const artifacts = await boxing
    count += 1
    const name = `page-${count}`
    const { config, appUrl } = described(target)
    const { storage } = entrance
    const secrets = createSecretsOnPage(mask, user.id)
    const tokenTag = `token:${user.id}`
    const onCrash = () => void confess(new BrowserFailure('the page crashed'))
    const given = { config, appUrl, browser, user, name, tokenTag, secrets, storage, artifacts, onCrash }
    const page = await withinReal('opening a page', OPEN_MS, signal, () => createBrowserPage({ ...parts, ...given }))
    pages.set(name, page)
    return page
  }

  return {
    open: (user, signal) =>
      guarded(async () => {
        const entrance = await prepareEntrance(parts, described(target), user, signal)
        const page = await create(user, entrance, signal)
        const userId = await page.open(entrance.form, signal)
        return { name: page.name, userId: entrance.userId ?? userId }
      }),
    converse: (page, prompt, signal, place) =>
      guarded(() => known(page).converse(prompt, signal, place)).finally(() => place?.leave()),
    gate(size) {
      gates += 1
      const offsetsMs = Array.from({ length: size }, () => 0)
      return createStartGate({ clock, name: `typed-${gates}`, offsetsMs, patienceMs: TYPING_MS * clock.timeScale })
    },
    reload: (page, signal) => guarded(() => known(page).reload(signal)),
    signOut: (page, signal) => guarded(() => known(page).signOut(signal)),
    close: (page, signal) => guarded(() => withinReal('closing a page', CLOSE_MS, signal, () => known(page).close())),
    async closeAll() {
      const { signal } = new AbortController()
      watch?.[Symbol.dispose]()
      const open = hasFailed ? [] : [...pages.values()]
      pages.clear()
      await Promise.allSettled(open.map((page) => withinReal('closing a page', CLOSE_MS, signal, () => page.close())))
      const running = await starting?.catch(() => null)
      await running?.[Symbol.asyncDispose]()
      ended.resolve()
    },
    artifacts: async () => (await (await boxing)?.load()) ?? [],
    discard: async () => (await boxing)?.[Symbol.asyncDispose](),
  }
}

/** The page of a target. Throws an Error for one without: its scenarios need a browser, so the runner refused it already. */
function described({ browser, urls }: Target): { config: BrowserConfig; appUrl: string } {
  if (browser === undefined || urls.app === undefined)
    throw new Error('The target has no web app in its configuration.')
  return { config: browser, appUrl: urls.app }
}
