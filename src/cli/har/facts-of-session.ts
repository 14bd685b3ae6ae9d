import type { Mask } from '../../kernel/mask.ts'
import type { Fact, PromptFact } from '../../model/evidence.ts'
import { cleanFact, type NewFact } from '../../probes/clean-fact.ts'
import { isAgentEvent } from '../../protocol/event-types.ts'
import { unwrap } from '../../protocol/unwrap.ts'
import { exchangeFact } from './exchange-fact.ts'
import { isSignIn, type Session } from './find-session.ts'
import type { HarEntry } from './har-schema.ts'
import { askedInExchange, askedInFrame } from './prompts-of-session.ts'
import { hasOpened, socketFacts } from './socket-facts.ts'
import type { SessionTokens } from './tokens-of-session.ts'

/** A fact, and what it asked an agent. */
type Told = { readonly fact: NewFact; readonly asked: string | null }

/** How a session becomes facts. */
export type Telling = {
  readonly tokens: SessionTokens
  readonly mask: Mask
  /** Milliseconds since the Unix epoch at which the evidence begins. */
  readonly startMs: number
  /** Says what nobody can know, one sentence each. */
  readonly note: (sentence: string) => void
}

/** The facts of a session in the order of time, masked and numbered. */
export function factsOfSession({ sockets, exchanges }: Session, telling: Telling): Fact[] {
  const told = [...exchanges.map((entry) => tellExchange(entry, telling)), ...tellSockets(sockets, telling)]
  told.sort((a, b) => a.fact.atMs - b.fact.atMs)
  return numbered(told, telling.mask)
}

/** Whose an entry is: by its token, else the only user there is, else somebody we know nothing of. */
function userOf(entry: HarEntry, { users, ownerOf }: SessionTokens): string {
  const [only] = users.keys()
  return ownerOf(entry) ?? (users.size <= 1 ? (only ?? 'user-1') : 'user-unknown')
}

function tellExchange(entry: HarEntry, { tokens, startMs, note }: Telling): Told {
  const user = userOf(entry, tokens)
  const { status } = entry.response
  const isJudged = !isSignIn(entry) || (status >= 200 && status < 300) || status >= 500
  if (!isJudged) {
    note(
      status <= 0
        ? 'Whether a sign-in without an answer was broken off by the browser.'
        : `Whether what was typed in for the sign-in that was answered by ${status} was right.`,
    )
  }
  return { fact: exchangeFact(entry, { user: isJudged ? user : null, startMs }), asked: askedInExchange(entry) }
}

function tellSockets(entries: readonly HarEntry[], telling: Telling): Told[] {
  const { tokens, startMs, note } = telling
  const ordinals = new Map<string, number>()
  return entries.flatMap((entry, index) => {
    const user = userOf(entry, tokens)
    const token = tokens.shownIn(entry)
    const { status } = entry.response
    if (!hasOpened(entry) && (status <= 0 || (token === null && (status === 401 || status === 403)))) {
      note(
        status <= 0
          ? 'Why a socket did not open: the browser noted down no answer.'
          : `Whether a socket was rightly refused with ${status}: its token is not in the file.`,
      )
      return [{ fact: exchangeFact(entry, { user: null, startMs, role: 'ws' }), asked: null }]
    }
    const ordinal = (ordinals.get(user) ?? 0) + 1
    ordinals.set(user, ordinal)
    const owner = { user, socket: `socket-${index + 1}`, ordinal, token, startMs }
    return socketFacts(entry, owner).map((fact) => ({
      fact,
      asked: fact.kind === 'frame' ? askedInFrame(fact) : null,
    }))
  })
}

/** Numbers the facts, and puts a prompt behind each fact that asked something of an agent on a socket. */
function numbered(told: readonly Told[], mask: Mask): Fact[] {
  const facts: Fact[] = []
  const prompts = new Map<string, number>()
  const open = new Map<string, string>()
  for (const [index, { fact, asked }] of told.entries()) {
    const seq = facts.push(cleanFact(fact, facts.length, mask)) - 1
    if (fact.kind === 'upgrade') open.set(fact.user, fact.socket)
    const { user } = fact
    const socket = user === null ? undefined : fact.kind === 'frame' ? fact.socket : open.get(user)
    if (asked === null || user === null || socket === undefined) continue
    if (fact.kind === 'http' && !isAnswered(told, index + 1, socket)) continue
    const count = (prompts.get(user) ?? 0) + 1
    prompts.set(user, count)
    const prompt: Omit<PromptFact, 'seq'> = {
      kind: 'prompt',
      atMs: fact.atMs,
      user,
      socket,
      conversation: `${user}/${count}`,
      frame: seq,
      text: asked,
      nonce: '',
      expected: '',
    }
    facts.push(cleanFact(prompt, facts.length, mask))
  }
  return facts
}

/** A prompt over HTTP may be answered over HTTP as well: only agent events before the next prompt show that the socket should. */
function isAnswered(told: readonly Told[], from: number, socket: string): boolean {
  for (const { fact, asked } of told.slice(from)) {
    if (asked !== null) return false
    if (fact.kind === 'frame' && fact.socket === socket && fact.direction === 'in' && hasAgentEvent(fact.data))
      return true
  }
  return false
}

function hasAgentEvent(data: string): boolean {
  const unwrapped = unwrap(data)
  return unwrapped.kind === 'events' && unwrapped.events.some(({ type }) => isAgentEvent(type))
}
