import type { Credentials } from '../../config/credentials.ts'
import { type Guard, type GuardOptions, openGuard } from '../../guard/open-guard.ts'
import { createClock } from '../../kernel/clock.ts'
import type { Target } from '../../model/target.ts'
import type { Chromium } from '../../probes/browser/browser-process.ts'
import type { Source } from './choose-source.ts'

/** A target that can be spoken to, with what that needs. */
export type Opened = AsyncDisposable & {
  readonly target: Target
  readonly credentials: Credentials
  readonly guard: Guard
  /** For scenarios that need a browser; null: there is none. */
  readonly chromium: Chromium | null
  /** Whether sockets should offer to compress: only to a variant of the twin that does. */
  readonly compression: boolean
}

/** The twin is nobody's but ours: other processes need not know what we do to it. */
const PRIVATE_FILE = ':memory:'

/**
 * Starts the twin where it is the target, and opens the guard, which may go on alone as it is told. Disposing closes both.
 * An interrupt does not stop the twin: first its users say goodbye.
 */
export async function openSource(source: Source, alone: Pick<GuardOptions, 'alone'> = {}): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const file = source.kind === 'ready' ? source.guardFile : PRIVATE_FILE
  const guard = stack.use(openGuard({ file, clock: createClock(), ...alone }))
  const spoken = source.kind === 'ready' ? { ...source, compression: false } : await startEmbedded(source, stack)
  const owned = stack.move()
  return {
    target: spoken.target,
    credentials: spoken.credentials,
    guard,
    chromium: source.chromium,
    compression: spoken.compression,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function startEmbedded(
  { twin, withUrls }: Extract<Source, { kind: 'twin-to-start' }>,
  stack: AsyncDisposableStack,
): Promise<Pick<Opened, 'target' | 'credentials' | 'compression'>> {
  // Whoever watches a real target need not keep the twin in memory.
  const { startTwin } = await import('../../twin/start-twin.ts')
  const running = stack.use(await startTwin(twin))
  const target = withUrls(running.urls)
  const emailDomain = target.signIn.way === 'e2e' ? target.signIn.emailDomain : ''
  const credentials: Credentials = { way: 'e2e', key: running.simulationKey, emailDomain }
  return { target, credentials, compression: running.perMessageDeflate }
}
