import { closeByTarget } from './close-by-target.ts'
import type { PageView } from './page-view.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { SocketView } from './view-types.ts'

const WINDOW_MS = 60_000
/** A page that is well opens one, and one more for each time that it is loaded. */
const MOST = 3

/**
 * A page that opens more sockets in a minute than a person could have a use for (failures.md D9). Where the target refused or
 * ended the one before, the page only tries again, and the end of that one is the finding.
 */
export function connectionStorm(page: PageView): Symptom[] {
  const own = page.sockets.filter((_, index) => !isAnswerToTarget(page.sockets[index - 1]))
  for (const [index, first] of own.entries()) {
    const within = own.slice(index).filter((socket) => startOf(socket) - startOf(first) < WINDOW_MS)
    if (within.length > MOST) return [say(page, within)]
  }
  return []
}

function isAnswerToTarget(before: SocketView | undefined): boolean {
  if (before === undefined) return false
  return before.upgrade?.status !== 101 || closeByTarget(before.close) !== null
}

function startOf({ upgrade, openedMs }: SocketView): number {
  return upgrade?.atMs ?? openedMs
}

function say({ user }: PageView, within: readonly SocketView[]): Symptom {
  const seqs = within.flatMap(({ upgrade }) => upgrade?.seq ?? [])
  const [first] = within
  return symptom({
    code: 'connection-storm',
    phase: 'handshake',
    user,
    expected: `at most ${MOST} sockets of one page in a minute`,
    received: `${within.length} that nothing of the target asked for`,
    // The one too many decides.
    frames: seqs.slice(0, MOST + 1),
    socket: first ?? null,
  })
}
