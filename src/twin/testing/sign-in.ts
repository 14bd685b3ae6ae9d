import { isJson, type Json } from '../json.ts'
import type { Twin } from '../start-twin.ts'

/** An answer of the twin over plain HTTP, with its body parsed where it is JSON. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly json: Json; readonly text: string }

/** Sends one request and reads the whole answer. Uses a connection of its own, so that nothing stays open. */
export async function request(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, headers: { ...headersOf(init), connection: 'close' } })
  const text = await response.text()
  const isJsonBody = response.headers.get('content-type') === 'application/json' && text !== ''
  const parsed: unknown = isJsonBody ? JSON.parse(text) : undefined
  return { status: response.status, headers: response.headers, json: isJson(parsed) ? parsed : {}, text }
}

function headersOf(init: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(init.headers))
}

/** Posts a JSON body. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Signs a user in by the E2E route and gives the token. Throws when that fails. */
export async function signIn(twin: Twin, localPart: string): Promise<string> {
  const headers = { 'x-e2e-bypass-key': twin.simulationKey.reveal() }
  const answer = await post(`${twin.urls.auth}/auth/e2e/test-auth`, { email: `${localPart}@twin.example` }, headers)
  const token = answer.json.access_token
  if (typeof token !== 'string') throw new Error(`Sign-in failed with ${answer.status}: ${answer.text}`)
  return token
}
