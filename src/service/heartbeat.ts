import type { Clock } from '../kernel/clock.ts'
import { withDeadline } from '../kernel/deadline.ts'
import type { Secret } from '../kernel/secret.ts'

/** Tells somebody outside that the monitor is alive, whatever it sees. Who hears nothing for a while raises the alarm. */
export type Heartbeat = AsyncDisposable & {
  /** Asks for the address soon. Beats that come while one is on its way become one. */
  beat(): void
}

/** What a heart is made of. */
export type HeartbeatParts = {
  /** Whoever knows the address can fake a beat, so it is a secret. */
  readonly url: Secret
  readonly clock: Clock
  /** Hears when beats begin to fail, and when they come through again; not of each. `reason` never holds the address. */
  readonly changed: (isGood: boolean, reason: string) => void
}

/** Who listens for beats is quick; the monitor has other work (milliseconds). */
const DEADLINE_MS = 10_000

/** Makes a heartbeat. Disposing cuts a beat that is on its way. */
export function createHeartbeat({ url, clock, changed }: HeartbeatParts): Heartbeat {
  const stop = new AbortController()
  let isGood = true
  let isWanted = false
  let beating: Promise<void> | null = null

  async function beatOnce(): Promise<void> {
    const reason = await ask().catch((error: unknown) => nameOf(error))
    if (stop.signal.aborted || (reason === null) === isGood) return
    isGood = reason === null
    changed(isGood, reason ?? '')
  }

  /** What is wrong; null when the beat was taken. */
  function ask(): Promise<string | null> {
    const scope = { clock, signal: stop.signal }
    return withDeadline(scope, 'the heartbeat', DEADLINE_MS * clock.timeScale, async (signal) => {
      const response = await fetch(url.reveal(), { signal, redirect: 'manual' })
      await response.body?.cancel()
      return response.ok ? null : `it was answered ${response.status}`
    })
  }

  async function beatWhileWanted(): Promise<void> {
    while (isWanted && !stop.signal.aborted) {
      isWanted = false
      await beatOnce()
    }
    beating = null
  }

  return {
    beat() {
      isWanted = true
      beating ??= beatWhileWanted()
    },
    async [Symbol.asyncDispose]() {
      stop.abort(new Error('The monitor stops.'))
      await beating
    },
  }
}

/** What went wrong, without the address: an error of `fetch` may hold it. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return code === '' ? error.name : code
}
