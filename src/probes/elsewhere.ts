import type { Target } from '../model/target.ts'
import { exchange, type HttpTools } from './http-exchange.ts'
import { asHttp } from './urls.ts'

/** A balancer that takes instances in turn, or at random, has shown another one by then if there is any. */
const MOST_TRIES = 6
const ANSWER_MS = 15_000

/**
 * Finds an instance other than the one that `cookie` stands for, by asking without a cookie until another one is given.
 * Null when the target ties nobody to an instance, or shows no other one in six requests.
 */
export async function elsewhere(
  tools: HttpTools & { readonly target: Target },
  user: string,
  cookie: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  const url = new URL('/health', asHttp(tools.target.urls.ws)).href
  for (let tries = 0; cookie !== null && tries < MOST_TRIES; tries += 1) {
    const request = { user, role: 'ws', purpose: 'instance', method: 'GET', url, deadlineMs: ANSWER_MS } as const
    const reply = await exchange(tools, request, signal)
    if (reply.cookie !== null && reply.cookie !== cookie) return reply.cookie
  }
  return null
}
