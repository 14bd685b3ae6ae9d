import type { CloseFact, HttpFact, UpgradeFact } from '../model/evidence.ts'
import { createNonce, expectedAnswer, instruction } from '../protocol/nonce.ts'
import type { EvidenceBuilder, Unnumbered } from './evidence.builder.ts'

const timings = { dnsMs: 1, tcpMs: 2, tlsMs: 3, firstByteMs: 20 }

/** The life of one user, told with a clock of its own: every call moves it on a little. */
export class UserScript {
  atMs = 0
  socket: string
  readonly id: string
  readonly userId: string
  readonly #builder: EvidenceBuilder
  readonly #n: number
  #prompts = 0
  #openedAtMs = 0
  #sockets = 0
  #isOver: boolean
  nonce = ''
  expected = ''

  constructor(builder: EvidenceBuilder, id: string, userId: string, n: number) {
    this.#isOver = false
    this.#builder = builder
    this.id = id
    this.userId = userId
    this.#n = n
    this.socket = `socket-${n}`
  }

  after(ms: number): this {
    this.atMs += ms
    return this
  }

  http(changes: Partial<Omit<HttpFact, 'kind' | 'seq'>> & { tookMs?: number }): this {
    const { tookMs = 80, ...rest } = changes
    this.#builder.add({
      kind: 'http',
      atMs: this.atMs,
      endMs: this.atMs + tookMs,
      user: this.id,
      role: 'auth',
      purpose: 'sign-in',
      method: 'POST',
      url: 'https://auth.example.com/auth/e2e/test-auth',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '',
      bodyBytes: 0,
      remoteAddress: '203.0.113.7',
      timings,
      error: null,
      ...rest,
    })
    return this.after(tookMs)
  }

  signIn(): this {
    const body = {
      access_token: `⟦token:${this.id}⟧`,
      token_type: 'Bearer',
      expires_in: 900,
      user: { id: this.userId },
    }
    return this.http({ body: JSON.stringify(body) })
  }

  verify(): this {
    const url = 'https://auth.example.com/auth/verify'
    this.http({ purpose: 'verify', method: 'GET', url, body: JSON.stringify({ valid: true, user_id: this.userId }) })
    return this.http({
      role: 'api',
      purpose: 'api-call',
      method: 'GET',
      url: 'https://api.example.com/api/threads',
      body: '[]',
    })
  }

  upgrade(changes: Partial<Omit<UpgradeFact, 'kind' | 'seq'>> & { tookMs?: number } = {}): this {
    const { tookMs = 100, ...rest } = changes
    this.#sockets += 1
    this.#isOver = false
    if (this.#sockets > 1) this.socket = `socket-${this.#n}-${this.#sockets}`
    this.#builder.add({
      kind: 'upgrade',
      atMs: this.atMs,
      endMs: this.atMs + tookMs,
      user: this.id,
      socket: this.socket,
      url: 'wss://api.example.com/ws',
      token: `token:${this.id}`,
      ordinal: this.#sockets,
      status: 101,
      headers: {},
      body: '',
      protocol: '',
      remoteAddress: '203.0.113.8',
      timings,
      error: null,
      ...rest,
    })
    this.after(tookMs)
    this.#openedAtMs = this.atMs
    return this
  }

  /** A text frame that the user received; nothing comes after a close. */
  got(json: unknown, afterMs = 50): this {
    this.after(afterMs)
    if (!this.#isOver) this.#frame('in', 'text', typeof json === 'string' ? json : JSON.stringify(json))
    return this
  }

  /** A binary frame that the user received. */
  gotBinary(data: string): this {
    this.#frame('in', 'binary', data)
    return this
  }

  sent(json: unknown): object {
    return this.#frame('out', 'text', JSON.stringify(json))
  }

  #frame(direction: 'in' | 'out', opcode: 'text' | 'binary' | 'ping' | 'pong', data: string): object {
    const { atMs, id: user, socket } = this
    return this.#builder.add({ kind: 'frame', atMs, user, socket, direction, opcode, bytes: data.length, data })
  }

  control(direction: 'in' | 'out', opcode: 'ping' | 'pong'): this {
    this.#frame(direction, opcode, '')
    return this
  }

  welcome(changes: Record<string, unknown> = {}): this {
    const data = { mode: 'main', user_id: this.userId, connection_id: `main_0000000${this.#n}`, ...changes }
    return this.got({ type: 'connection_established', data, timestamp: 1 })
  }

  prompt(): this {
    this.#prompts += 1
    const digits = `${4821 + this.#n}${7390 + this.#prompts}${1562 + 7 * this.#n}`
    this.nonce = createNonce(digits)
    this.expected = expectedAnswer(this.nonce)
    const text = `Give me some advice. ${instruction(this.nonce)}`
    this.after(20)
    const frame = this.sent({
      type: 'user_message',
      payload: { content: text, run_id: `run_gp_${this.#n}${this.#prompts}` },
    })
    const fact: Unnumbered = {
      kind: 'prompt',
      atMs: this.atMs,
      user: this.id,
      socket: this.socket,
      conversation: `${this.id}/${this.#prompts}`,
      frame: 0,
      text,
      nonce: this.nonce,
      expected: this.expected,
    }
    this.#builder.add(fact)
    this.#builder.promptFrames.set(fact, frame)
    return this
  }

  /** One agent event in the bridge's shape. */
  event(type: string, changes: Record<string, unknown> = {}, afterMs = 130 + 37 * type.length): this {
    const { data, ...top } = changes
    const frame = {
      type,
      run_id: `run_chat_${this.#n}_0000000${this.#n}`,
      user_id: this.userId,
      agent_name: 'Supervisor',
      ...top,
      data: typeof data === 'object' ? data : {},
    }
    return this.got(frame, afterMs)
  }

  started(): this {
    return this.event('agent_started')
  }

  thinking(): this {
    return this.event('agent_thinking', { data: { reasoning: 'Looking at it.' } })
  }

  tools(): this {
    this.event('tool_executing', { tool_name: 'cost_analyzer' })
    return this.event('tool_completed', { tool_name: 'cost_analyzer', data: { result: { saved: 3 } } })
  }

  completed(
    answer = `Turn off what idles at night, and keep the rest small. The reference reads ${this.expected}.`,
  ): this {
    return this.event('agent_completed', { data: { result: { answer } } })
  }

  /** A whole conversation as it should be. */
  chat(): this {
    return this.prompt().started().thinking().tools().completed()
  }

  close(changes: Partial<Omit<CloseFact, 'kind' | 'seq'>> = {}): this {
    if (this.#isOver) return this
    this.#isOver = true
    this.after(30)
    this.#builder.add({
      kind: 'close',
      atMs: this.atMs,
      user: this.id,
      socket: this.socket,
      code: 1000,
      reason: '',
      initiator: 'client',
      sentCode: 1000,
      scripted: true,
      error: null,
      ageMs: this.atMs - this.#openedAtMs,
      loopDelayMs: 3,
      ...changes,
    })
    return this
  }

  closedBy(code: number, reason = '', changes: Partial<Omit<CloseFact, 'kind' | 'seq'>> = {}): this {
    const initiator = code === 1006 ? 'none' : 'server'
    return this.close({ code, reason, initiator, sentCode: null, scripted: false, ...changes })
  }

  /** Everything from sign-in to the answered close. */
  whole(): this {
    return this.signIn().verify().upgrade().welcome().chat().after(1_000).close()
  }
}
