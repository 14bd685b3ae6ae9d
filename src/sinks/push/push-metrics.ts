import type { Clock } from '../../kernel/clock.ts'
import { withDeadline } from '../../kernel/deadline.ts'
import { inertShort } from '../../kernel/inert.ts'
import { messageOf } from '../../kernel/message-of.ts'
import type { Shown } from '../metrics/show-samples.ts'
import type { Gateway } from './gateway.ts'

/** Whether the metrics are at the gateway now; `reason` is one line for a person. */
export type Pushed = { readonly kind: 'pushed' } | { readonly kind: 'failed'; readonly reason: string }

/** A gateway only keeps what it gets; who waits for it is a person or a job of CI. Real milliseconds on an unscaled clock. */
const DEADLINE_MS = 10_000
const LONGEST_ANSWER = 200

/** Puts metrics to a gateway in place of all that their group held before. Throws nothing. Redirects are not followed. */
export async function pushMetrics(
  { authorization, mask }: Gateway,
  url: URL,
  { text, contentType }: Shown,
  clock: Clock,
): Promise<Pushed> {
  const headers = {
    'Content-Type': contentType,
    ...(authorization === null ? {} : { Authorization: authorization.reveal() }),
  }
  const scope = { clock, signal: new AbortController().signal }
  try {
    return await withDeadline(scope, 'The push', DEADLINE_MS, async (signal) => {
      const answer = await fetch(url, { method: 'PUT', headers, body: text, redirect: 'manual', signal })
      const words = mask.text((await answer.text()).trim())
      if (answer.ok) return { kind: 'pushed' }
      const said = words === '' ? '' : `: ${inertShort(words, LONGEST_ANSWER)}`
      return { kind: 'failed', reason: `it answered ${answer.status}${said}` }
    })
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

/** `fetch` hides what happened behind "fetch failed". */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return messageOf(cause)
}
