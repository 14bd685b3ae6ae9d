import type { Target } from '../model/target.ts'
import type { SignedIn } from './auth-probe.ts'
import { exchange, type HttpTools } from './http-exchange.ts'
import { newestThreads } from './look-for-answer.ts'
import { joinUrl } from './urls.ts'

/** Asks for threads over HTTP (protocol.md §6.3). Throws for nothing that the target answers: it is recorded. */
export type ThreadProbe = {
  /** The newest thread of a user, when the user can read its messages; null when there is none, or it cannot. */
  own(owner: SignedIn, signal: AbortSignal): Promise<string | null>
  /** Asks for the messages of a thread that belongs to somebody else. */
  foreign(asker: SignedIn, thread: string, signal: AbortSignal): Promise<void>
}

const ANSWER_MS = 15_000

/** Makes the thread probe of one run. */
export function createThreadProbe(tools: HttpTools & { readonly target: Target }): ThreadProbe {
  function ask(
    purpose: 'threads' | 'own-thread' | 'foreign-thread',
    { user, token }: SignedIn,
    path: string,
    signal: AbortSignal,
  ) {
    const url = joinUrl(tools.target.urls.api, path)
    const headers = { authorization: `Bearer ${token.reveal()}` }
    const request = { user: user.id, role: 'api', purpose, method: 'GET', url, headers } as const
    return exchange(tools, { ...request, deadlineMs: ANSWER_MS }, signal)
  }
  return {
    async own(owner, signal) {
      const { body } = await ask('threads', owner, '/api/threads', signal)
      const [thread] = newestThreads(body)
      if (thread === undefined) return null
      const { status } = await ask('own-thread', owner, messagesOf(thread), signal)
      return status === 200 ? thread : null
    },
    async foreign(asker, thread, signal) {
      await ask('foreign-thread', asker, messagesOf(thread), signal)
    },
  }
}

function messagesOf(thread: string): string {
  return `/api/threads/${encodeURIComponent(thread)}/messages`
}
