import { type Browser, chromium } from 'playwright'
import type { Clock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'
import { messageOf } from '../../kernel/message-of.ts'
import { disabledFeatures } from './chromium-features.ts'

/** Where a run gets its browser from: it starts one of its own, or shares one that somebody else keeps. */
export type Chromium =
  | { readonly kind: 'launch'; readonly executable: string }
  | { readonly kind: 'connect'; readonly endpoint: string }

/** A browser for one run. Disposing closes it, and kills it with its process group when it does not close in time. Never throws. */
export type RunningBrowser = AsyncDisposable & {
  readonly browser: Browser
  /** Kills the browser and everything that it started, at once. Nothing for one that others share. */
  kill(): void
}

/** A browser could not be started, or is gone. */
export class BrowserFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'BrowserFailure'
  }
}

/** Real milliseconds. */
const START_MS = 20_000
const CLOSE_MS = 3_000

/** Starts a browser, or joins one. Throws a BrowserFailure when that does not work in time. */
export async function openBrowser(source: Chromium, clock: Clock, signal: AbortSignal): Promise<RunningBrowser> {
  return source.kind === 'connect' ? join(source.endpoint, clock, signal) : launch(source.executable, clock, signal)
}

async function join(endpoint: string, clock: Clock, signal: AbortSignal): Promise<RunningBrowser> {
  const browser = await within(clock, signal, START_MS, 'joining the browser', () => chromium.connect(endpoint))
  const close = () => attempt(clock, () => browser.close())
  return { browser, kill: () => undefined, [Symbol.asyncDispose]: close }
}

/** A browser that runs can join by its address. Disposing ends it, by force where it does not end by itself. */
export type ServedBrowser = AsyncDisposable & {
  readonly endpoint: string
  /** Leads the process group of the browser. */
  readonly pid: number | undefined
  kill(): void
}

/** Starts a browser for several runs. Throws a BrowserFailure when that does not work in time. */
export async function serveBrowser(executable: string, clock: Clock, signal: AbortSignal): Promise<ServedBrowser> {
  const server = await launchServer(executable, clock, signal)
  const { pid } = server.process()
  const kill = () => killGroup(pid)
  return {
    endpoint: server.wsEndpoint(),
    pid,
    kill,
    async [Symbol.asyncDispose]() {
      await attempt(clock, () => server.close())
      kill()
    },
  }
}

async function launch(executable: string, clock: Clock, signal: AbortSignal): Promise<RunningBrowser> {
  await using stack = new AsyncDisposableStack()
  const served = stack.use(await serveBrowser(executable, clock, signal))
  const connect = () => chromium.connect(served.endpoint)
  const browser = await within(clock, signal, START_MS, 'connecting to the browser', connect)
  stack.defer(() => attempt(clock, () => browser.close()))
  const owned = stack.move()
  return { browser, kill: served.kill, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Chromium cannot shut itself in as root, and not in every container; it loads nothing but the target's own pages. */
async function launchServer(executablePath: string, clock: Clock, signal: AbortSignal) {
  const start = async (chromiumSandbox: boolean) => {
    const starting = chromium.launchServer({
      executablePath,
      chromiumSandbox,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [disabledFeatures],
    })
    try {
      return await within(clock, signal, START_MS, 'starting the browser', () => starting)
    } catch (error) {
      // One that comes up after we gave up must not stay.
      starting.then(
        (late) => killGroup(late.process().pid),
        () => undefined,
      )
      throw error
    }
  }
  if (process.getuid?.() === 0) return start(false)
  return start(true).catch(() => start(false))
}

/** The browser leads a process group of its own, in which all of its helpers are. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

async function within<T>(
  clock: Clock,
  signal: AbortSignal,
  realMs: number,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await withDeadline({ clock, signal }, what, realMs * clock.timeScale, work)
  } catch (error) {
    signal.throwIfAborted()
    throw new BrowserFailure(`${what}: ${firstLine(messageOf(error))}`, error)
  }
}

/** Tries to end something; what does not end is killed afterwards. */
async function attempt(clock: Clock, work: () => Promise<void>): Promise<void> {
  const signal = new AbortController().signal
  await withDeadline({ clock, signal }, 'closing the browser', CLOSE_MS * clock.timeScale, work).catch(() => undefined)
}

/** Playwright's errors go on with call logs of many lines. */
export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text
}
