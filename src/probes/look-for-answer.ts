import type { Secret } from '../kernel/secret.ts'
import type { Target } from '../model/target.ts'
import { exchange, type HttpTools } from './http-exchange.ts'
import { joinUrl } from './urls.ts'

/** Where agents are started over HTTP. A GET starts nothing: 405 says that the route is there, 404 that it is not. */
const AGENT_ROUTE = '/api/agent/v2/execute'
const ANSWER_MS = 30_000
/** The thread of the prompt is the newest; a server that made one more for itself has it right behind. */
const MOST_THREADS = 2

/** Whose messages to read, and with what. */
export type Reader = { readonly user: string; readonly token: Secret }

/**
 * A prompt was followed by no event at all: looks over HTTP whether the run was done all the same and its answer stored,
 * and whether the route that starts agents exists. Only records what it sees (failures.md, "ack/pong but no events").
 */
export async function lookForAnswer(
  tools: HttpTools & { readonly target: Target },
  { user, token }: Reader,
  signal: AbortSignal,
): Promise<void> {
  const headers = { authorization: `Bearer ${token.reveal()}` }
  const ask = (purpose: 'agent-route' | 'threads' | 'thread-messages', path: string) => {
    const url = joinUrl(tools.target.urls.api, path)
    return exchange(tools, { user, role: 'api', purpose, method: 'GET', url, headers, deadlineMs: ANSWER_MS }, signal)
  }
  await ask('agent-route', AGENT_ROUTE)
  const { body } = await ask('threads', '/api/threads')
  for (const id of newestThreads(body)) await ask('thread-messages', `/api/threads/${encodeURIComponent(id)}/messages`)
}

/** Ids of the threads made last, the newest first; none when the answer is no list of threads (protocol.md §6.3). */
export function newestThreads(body: string): string[] {
  return threadsIn(body)
    .sort((one, other) => other.createdAt - one.createdAt)
    .slice(0, MOST_THREADS)
    .map(({ id }) => id)
}

function threadsIn(body: string): { id: string; createdAt: number }[] {
  const value = parsed(body)
  const list = Array.isArray(value) ? value : isRecord(value) && Array.isArray(value.threads) ? value.threads : []
  return list.flatMap((item: unknown, index) => {
    if (!isRecord(item) || typeof item.id !== 'string') return []
    const made = Number(item.created_at)
    // Those of one second keep the order in which they are listed, oldest first.
    return [{ id: item.id, createdAt: (Number.isFinite(made) ? made : 0) + index / (list.length + 1) }]
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
