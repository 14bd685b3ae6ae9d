import { randomBytes } from 'node:crypto'
import { readEnvironment } from '../config/environment.ts'
import { UsageError } from '../config/usage-error.ts'
import { exitCodes } from '../model/verdict.ts'
import { startTwin, type Twin, type TwinOptions } from '../twin/start-twin.ts'
import type { TwinFlags } from './commands/twin.ts'
import { listenForInterrupts } from './interrupts.ts'
import { planTwin, type TwinPlan } from './run/twin-plan.ts'
import type { Terminal } from './terminal.ts'

/** Serves the twin until somebody interrupts it; then gives the exit code of an interrupted command. */
export async function serveTwin(terminal: Terminal, flags: TwinFlags): Promise<number> {
  const timeScale = flags.timeScale ?? readEnvironment(terminal.variables).timeScale ?? 1
  const seed = flags.seed ?? randomBytes(4).toString('hex')
  const { dialect, fault: faults, variant } = flags
  const plan = await planTwin({ dialect, faults, variant, seed, timeScale })
  using interrupts = listenForInterrupts(terminal.err)
  await using twin = await start({
    ...plan,
    ports: { auth: flags.authPort ?? 0, api: flags.apiPort ?? 0, app: flags.appPort ?? 0 },
  })
  terminal.out.write(variablesFor(twin, timeScale))
  terminal.err.write(
    `golden-path: the twin listens (${description(twin, plan)}). Its web app: ${twin.urls.app}. Ctrl-C ends it.\n`,
  )
  await aborted(interrupts.signal)
  return exitCodes.interrupted
}

async function start(options: TwinOptions): Promise<Twin> {
  try {
    return await startTwin(options)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new UsageError(`A port of the twin is taken: ${error.message}`, 'Choose another, or 0 for a free one.', {
      cause: error,
    })
  }
}

/** Lines that a shell can read: `. ./twin.env`. The key is this twin's own and dies with it. */
function variablesFor({ urls, simulationKey }: Twin, timeScale: number): string {
  const variables = {
    GOLDEN_PATH_TARGET: 'twin',
    GOLDEN_PATH_AUTH_URL: urls.auth,
    GOLDEN_PATH_API_URL: urls.api,
    GOLDEN_PATH_WS_URL: urls.ws,
    ...(urls.app === undefined ? {} : { GOLDEN_PATH_APP_URL: urls.app }),
    ...(urls.directApi === undefined ? {} : { GOLDEN_PATH_DIRECT_API_URL: urls.directApi }),
    ...(urls.directWs === undefined ? {} : { GOLDEN_PATH_DIRECT_WS_URL: urls.directWs }),
    E2E_OAUTH_SIMULATION_KEY: simulationKey.reveal(),
    ...(timeScale === 1 ? {} : { GOLDEN_PATH_TIME_SCALE: String(timeScale) }),
  }
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${value}\n`)
  return `# Points another process at this twin. The key is a throwaway of this twin: it opens nothing else.\n${lines.join('')}`
}

function description({ dialect, faults }: Twin, { variant, seed }: TwinPlan): string {
  const kind = variant === undefined ? '' : `variant ${variant}, `
  return `dialect ${dialect}, ${kind}${faults.length === 0 ? 'no faults' : `faults ${faults.join(' ')}`}, seed ${seed}`
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
