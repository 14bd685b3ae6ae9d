import { type Clock, createClock } from '../kernel/clock.ts'
import { createRandom, type Random } from '../kernel/random.ts'
import { Secret } from '../kernel/secret.ts'
import type { Urls } from '../model/target.ts'
import type { Dialect } from '../model/words.ts'
import { createAppService } from './app/app-service.ts'
import { appSettings } from './app/app-settings.ts'
import { withCors } from './app/cors.ts'
import { readPageFiles } from './app/page-files.ts'
import { createAccounts } from './auth/accounts.ts'
import { authBodyLimit, createAuthService } from './auth/auth-service.ts'
import { createKey } from './auth/tokens.ts'
import { chooseFault } from './choose-faults.ts'
import { createBackend } from './create-backend.ts'
import { createWorld } from './create-world.ts'
import { endSockets } from './end-sockets.ts'
import { createThrough, type FaultHooks } from './hook-points.ts'
import type { Handler } from './http/exchange.ts'
import { listen } from './http/listen.ts'
import { createIds } from './ids.ts'
import { createTasks, type Tasks } from './tasks.ts'
import { findVariant } from './variant-list.ts'
import type { World } from './world.ts'

/** What twin to start. */
export type TwinOptions = {
  readonly dialect: Dialect
  /** Names of faults, each possibly with parameters: `name:key=value,key=value`. */
  readonly faults: readonly string[]
  /** Name of a healthy variant; it decides the dialect where it is about one. */
  readonly variant?: string
  /** Repeats jitter, ids (but for the times in them) and advice. */
  readonly seed: string
  /** How much faster than the wall the twin's time runs. */
  readonly timeScale: number
  /** 0 or nothing takes free ports. */
  readonly ports?: { readonly auth: number; readonly api: number; readonly direct?: number; readonly app?: number }
  /** Whether sockets may compress; off by default. */
  readonly perMessageDeflate?: boolean
  /** Stops the twin when it aborts. */
  readonly signal?: AbortSignal
}

/** A running twin. */
export type Twin = AsyncDisposable & {
  readonly urls: Urls
  /** The key of the E2E sign-in (protocol.md §1.3). */
  readonly simulationKey: Secret
  readonly dialect: Dialect
  /** Those in force. */
  readonly faults: readonly string[]
  /** Whether sockets compress for clients that offer it. */
  readonly perMessageDeflate: boolean
  /**
   * Puts other faults in the place of those in force, for whatever happens from now on; what has begun goes on as it began.
   * Throws an Error for an unknown one, and then nothing changes.
   */
  switchFaults(faults: readonly string[]): Promise<void>
  /** Ends all sockets, servers and timers. Throws when the twin itself, not a fault, failed while it ran. */
  close(): Promise<void>
}

const apiBodyLimit = 1024 * 1024

type Base = {
  readonly clock: Clock
  readonly random: Random
  readonly tasks: Tasks
  readonly signal: AbortSignal
}

async function loadHooks({ clock, random }: Base, requests: readonly string[]): Promise<readonly FaultHooks[]> {
  const chosen = await Promise.all(requests.map(chooseFault))
  return chosen.map(({ fault, params }) => fault.hooks({ clock, random: random.fork(`fault/${fault.name}`), params }))
}

/** What a variant makes of a twin: its hooks lie inside those of all faults, as it is the healthy twin that is broken. */
async function loadVariant({ clock, random }: Base, options: TwinOptions) {
  const asked = { dialect: options.dialect, perMessageDeflate: options.perMessageDeflate ?? false }
  if (options.variant === undefined) return { ...asked, hooks: {} }
  const variant = await findVariant(options.variant)
  return {
    dialect: variant.dialect ?? asked.dialect,
    perMessageDeflate: variant.perMessageDeflate ?? asked.perMessageDeflate,
    hooks: variant.hooks({ clock, random: random.fork(`variant/${variant.name}`), params: {} }),
  }
}

type Served = { readonly ports: TwinOptions['ports']; readonly perMessageDeflate: boolean; readonly world: World }

async function serve({ ports, perMessageDeflate, world }: Served, base: Base, simulationKey: Secret) {
  const { clock, random, tasks, signal } = base
  const accounts = createAccounts()
  const ids = createIds(random.fork('accounts'), clock)
  const accountId = world.through('account', async (email) => `e2e-${email.split('@')[0]}`)
  const desk = { clock, tokens: world.tokens, accounts, ids, environment: 'staging', simulationKey, accountId } as const
  const auth = world.through('authHttp', createAuthService(desk, random.fork('auth')))
  const backend = createBackend(world)
  const { auth: authPort = 0, api: apiPort = 0, direct: directPort = 0, app: appPort = 0 } = ports ?? {}
  const origins = new Set<string>()
  await using stack = new AsyncDisposableStack()
  const open = async (name: string, port: number, handler: Handler, bodyLimit: number) =>
    stack.use(await listen({ name, port, handler, bodyLimit, perMessageDeflate, tasks, signal }))
  const authServer = await open('auth', authPort, withCors(auth, origins), authBodyLimit)
  const apiServer = await open('api', apiPort, withCors(backend.balanced, origins), apiBodyLimit)
  const directServer = await open('direct', directPort, backend.direct, apiBodyLimit)
  const urls = {
    auth: `http://127.0.0.1:${authServer.port}`,
    api: `http://127.0.0.1:${apiServer.port}`,
    ws: `ws://127.0.0.1:${apiServer.port}/ws`,
    directApi: `http://127.0.0.1:${directServer.port}`,
    directWs: `ws://127.0.0.1:${directServer.port}/ws`,
  }
  const app = await createApp(world, urls)
  const appServer = await open('app', appPort, app, apiBodyLimit)
  for (const host of ['127.0.0.1', 'localhost']) origins.add(`http://${host}:${appServer.port}`)
  return { urls: { ...urls, app: `http://127.0.0.1:${appServer.port}` }, servers: stack.move() }
}

async function createApp(world: World, urls: Urls): Promise<Handler> {
  const settings = world.through('appSettings', async (healthy) => healthy)
  const files = await readPageFiles()
  return createAppService(world, files, () => settings(appSettings(urls, world.clock.timeScale)))
}

/**
 * Starts a stand-in for staging on loopback: web app, auth service, load balancer, two instances that can be reached past it as
 * well. Throws an Error for an unknown fault or a port that is taken.
 */
export async function startTwin(options: TwinOptions): Promise<Twin> {
  const { faults, ports } = options
  const stop = new AbortController()
  const base: Base = {
    clock: createClock(options.timeScale),
    random: createRandom(options.seed),
    tasks: createTasks(),
    signal: stop.signal,
  }
  options.signal?.throwIfAborted()
  const { dialect, perMessageDeflate, hooks } = await loadVariant(base, options)
  let inForce = { faults, hooks: await loadHooks(base, faults) }
  const through = createThrough(() => [...inForce.hooks, hooks])
  const world = createWorld({ ...base, dialect, through })
  const simulationKey = new Secret(Buffer.from(createKey()).toString('hex'))
  const { urls, servers } = await serve({ ports, perMessageDeflate, world }, base, simulationKey)
  let closing: Promise<void> | undefined
  const close = () => {
    options.signal?.removeEventListener('abort', onAbort)
    closing ??= endSockets(world).then(async () => {
      stop.abort(new Error('The twin is stopped.'))
      await servers.disposeAsync()
      await base.tasks.settle()
    })
    return closing
  }
  const onAbort = () => void close().catch(() => {})
  options.signal?.addEventListener('abort', onAbort, { once: true })
  if (options.signal?.aborted) {
    await close()
    throw options.signal.reason
  }
  return {
    urls,
    simulationKey,
    dialect,
    get faults() {
      return inForce.faults
    },
    perMessageDeflate,
    async switchFaults(next) {
      inForce = { faults: next, hooks: await loadHooks(base, next) }
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
