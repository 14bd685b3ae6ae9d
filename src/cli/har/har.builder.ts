import type { HarEntry, HarFile, HarMessage } from './har-schema.ts'

/** When the sessions of these tests begin. */
export const START_MS = Date.parse('2026-11-22T15:09:01.000Z')
const SUBJECT = 'e2e-amber-golden-path'

/** A token as the target makes them, with a signature that nobody checks. */
export function aToken(sub = SUBJECT, expiresMs = START_MS + 900_000): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256' })}.${part({ sub, exp: expiresMs / 1_000 })}.c2lnbmF0dXJlLW9mLW5vYm9keQ`
}

/** An exchange, `atMs` after the beginning. */
export function anEntry(
  atMs: number,
  over: { request?: Partial<HarEntry['request']>; response?: Partial<HarEntry['response']> } & Partial<
    Omit<HarEntry, 'request' | 'response'>
  > = {},
): HarEntry {
  const { request, response, ...rest } = over
  return {
    startedDateTime: new Date(START_MS + atMs).toISOString(),
    time: 80,
    request: { method: 'GET', url: 'https://app.example.com/', headers: [], ...request },
    response: { status: 200, headers: [], content: { text: '', size: 0, mimeType: 'text/html' }, ...response },
    ...rest,
  }
}

/** A sign-in that gave a token. */
export function aSignIn(atMs: number, token = aToken(), status = 200): HarEntry {
  const body = {
    access_token: token,
    refresh_token: `${token}r`,
    user: { id: SUBJECT, email: 'someone@customer.example' },
  }
  return anEntry(atMs, {
    request: {
      method: 'POST',
      url: 'https://auth.example.com/auth/login',
      postData: { text: JSON.stringify({ email: 'someone@customer.example', password: 'correct-horse-battery' }) },
    },
    response: { status, content: { text: JSON.stringify(status === 200 ? body : { detail: 'Invalid credentials' }) } },
  })
}

/** A frame that came, `atMs` after the beginning. */
export function got(atMs: number, json: unknown): HarMessage {
  return { type: 'receive', time: (START_MS + atMs) / 1_000, opcode: 1, data: JSON.stringify(json) }
}

/** A frame that the page sent. */
export function sent(atMs: number, json: unknown): HarMessage {
  return { ...got(atMs, json), type: 'send' }
}

/** An attempt to open the chat socket that worked. */
export function aSocket(
  atMs: number,
  messages: HarMessage[] | null,
  over: Parameters<typeof anEntry>[1] = {},
): HarEntry {
  return anEntry(atMs, {
    _resourceType: 'websocket',
    _webSocketMessages: messages,
    ...over,
    request: {
      url: 'wss://api.example.com/ws',
      headers: [{ name: 'Sec-WebSocket-Protocol', value: `jwt.${Buffer.from(aToken()).toString('base64url')}` }],
      ...over.request,
    },
    response: { status: 101, ...over.response },
  })
}

/** The welcome of our user. */
export function welcome(atMs: number, userId = 'e2e-ambe...'): HarMessage {
  return got(atMs, {
    type: 'connection_established',
    data: { mode: 'main', user_id: userId, connection_id: 'main_1f73aad4' },
  })
}

/** A prompt of a person. */
export function prompt(atMs: number, content = 'How do I spend less?'): HarMessage {
  return sent(atMs, { type: 'user_message', payload: { content } })
}

/** An agent event in the bridge's shape. */
export function event(atMs: number, type: string, data: object = {}, runId = 'run_1'): HarMessage {
  return got(atMs, { type, run_id: runId, user_id: SUBJECT, agent_name: 'Supervisor', timestamp: 1, data })
}

/** All that an agent says, from start to answer. */
export function aRun(atMs: number, runId = 'run_1'): HarMessage[] {
  const answer = 'Turn off what idles at night, keep the rest small, and look again in a month.'
  return [
    event(atMs, 'agent_started', {}, runId),
    event(atMs + 200, 'agent_thinking', { reasoning: 'Looking at it.' }, runId),
    event(atMs + 900, 'agent_completed', { result: { answer } }, runId),
  ]
}

/** A file with these entries. */
export function aHar(...entries: HarEntry[]): HarFile {
  return { log: { creator: { name: 'WebInspector', version: '537.36' }, entries } }
}
