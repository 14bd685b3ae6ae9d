import type { Credentials } from '../../config/credentials.ts'
import { type Guard, openGuard } from '../../guard/open-guard.ts'
import { createClock } from '../../kernel/clock.ts'
import type { Target } from '../../model/target.ts'
import { startTwin } from '../../twin/start-twin.ts'
import type { Source } from './plan.ts'

/** A target that can be spoken to, with what that needs. */
export type Opened = AsyncDisposable & {
  readonly target: Target
  readonly credentials: Credentials
  readonly guard: Guard
}

/** The twin is nobody's but ours: other processes need not know what we do to it. */
const PRIVATE_FILE = ':memory:'

/**
 * Starts the twin where it is the target, and opens the guard. Disposing closes both. An interrupt does not stop the
 * twin: first its users say goodbye.
 */
export async function openSource(source: Source): Promise<Opened> {
  await using stack = new AsyncDisposableStack()
  const file = source.kind === 'ready' ? source.guardFile : PRIVATE_FILE
  const guard = stack.use(openGuard({ file, clock: createClock() }))
  const spoken = source.kind === 'ready' ? source : await startEmbedded(source, stack)
  const owned = stack.move()
  return {
    target: spoken.target,
    credentials: spoken.credentials,
    guard,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function startEmbedded(
  { twin, withUrls }: Extract<Source, { kind: 'twin-to-start' }>,
  stack: AsyncDisposableStack,
): Promise<{ target: Target; credentials: Credentials }> {
  const running = stack.use(await startTwin(twin))
  const target = withUrls(running.urls)
  const emailDomain = target.signIn.way === 'e2e' ? target.signIn.emailDomain : ''
  return { target, credentials: { way: 'e2e', key: running.simulationKey, emailDomain } }
}
