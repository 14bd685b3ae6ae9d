import { withDeadline } from '../kernel/deadline.ts'
import type { Bearer } from './bearer.ts'
import { type Attempt, type ConnectTools, reach } from './connect.ts'
import { Halt } from './halt.ts'

const CLOSE_MS = 6_000

/**
 * Shows the socket a credential that must be refused, and waits for what it does: refuse the upgrade, close, or welcome us,
 * for as long as a welcome may take. All of that is recorded, nothing is thrown for it, and no socket stays open.
 */
export async function showBadCredential(tools: ConnectTools, bearer: Bearer, attempt: Attempt): Promise<void> {
  const outcome = await reach(tools, bearer, attempt)
  tools.signal.throwIfAborted()
  if (outcome.kind === 'closed') return
  const { socket } = outcome.opened
  using welcoming = outcome.opened.welcoming
  try {
    await welcoming.ready(tools, tools.target.thresholds.welcome.failMs)
  } catch (error) {
    if (!(error instanceof Halt)) throw error
  }
  socket.close({ scripted: true })
  await withDeadline(tools, 'The close', CLOSE_MS, () => socket.closed)
}
