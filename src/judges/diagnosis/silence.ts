import type { ConversationView, EvidenceView } from '../view-types.ts'
import type { Rule } from './rule.ts'

/** How a route that starts agents answers when it is there: a GET is the wrong method, a body is missing, or a token. */
const NO_ROUTE: ReadonlySet<number> = new Set([404, 422])

/**
 * Silence after a prompt on a socket that lives. What tells its causes apart is seen elsewhere: whether the prompt got an
 * `ack`, whether the answer was stored all the same, whether agents can be started over HTTP, whether a ping is answered
 * (failures.md, "ack/pong but no events"). Without the look over HTTP only an `ack` says anything.
 */
export const silenceRules: readonly Rule[] = [
  {
    code: 'content-field-mismatch',
    from: ['agent-never-starts'],
    when: ({ conversation }) => wasTakenForEmpty(conversation),
  },
  {
    code: 'connection-never-registered',
    from: ['agent-never-starts'],
    when: ({ conversation }, view) => wasStored(conversation, view) && sawType(conversation, 'ack'),
  },
  {
    code: 'events-silently-dropped',
    from: ['agent-never-starts'],
    when: ({ conversation }, view) => wasStored(conversation, view),
  },
  {
    code: 'agent-handler-setup-failed-silent',
    from: ['agent-never-starts'],
    when: ({ conversation }, view) =>
      looks(conversation, view, 'agent-route').some(({ status }) => NO_ROUTE.has(status ?? 0)),
  },
  {
    code: 'unknown-type-acked',
    from: ['agent-never-starts'],
    when: ({ conversation }) => sawType(conversation, 'ack'),
  },
  {
    code: 'handler-protocol-missing',
    from: ['agent-never-starts'],
    when: ({ conversation }, view) =>
      isAlive(conversation) &&
      looks(conversation, view, 'threads').some(({ status }) => status === 200) &&
      !wasTaken(conversation, view),
  },
]

/** The server asks for a message although one was sent: it looked for the text in another field (failures.md F15). */
function wasTakenForEmpty(conversation: ConversationView | null): boolean {
  const isRequest = /(please )?enter a message|message (is|was) empty|empty message/i
  return conversation?.frames.some(({ fact }) => fact.direction === 'in' && isRequest.test(fact.data)) === true
}

type Purpose = 'agent-route' | 'threads' | 'thread-messages'

/** What the user asked over HTTP after this prompt. */
function looks(conversation: ConversationView | null, view: EvidenceView, purpose: Purpose) {
  const prompt = conversation?.prompt ?? null
  if (prompt === null) return []
  return view.http.filter((fact) => fact.purpose === purpose && fact.user === prompt.user && fact.atMs >= prompt.atMs)
}

/** An answer to this very prompt can be read over HTTP: the run was done, and only its events did not come. */
function wasStored(conversation: ConversationView | null, view: EvidenceView): boolean {
  const { nonce = '', expected = '' } = conversation?.prompt ?? {}
  return looks(conversation, view, 'thread-messages').some(
    ({ status, body }) =>
      status === 200 &&
      ((expected !== '' && body.includes(expected)) ||
        (nonce !== '' && body.includes(nonce) && /"role"\s*:\s*"assistant"/.test(body))),
  )
}

/** The prompt itself can be read over HTTP: it was handled, and what was not done is the agent's work. */
function wasTaken(conversation: ConversationView | null, view: EvidenceView): boolean {
  const nonce = conversation?.prompt?.nonce ?? ''
  return nonce !== '' && looks(conversation, view, 'thread-messages').some(({ body }) => body.includes(nonce))
}

function isAlive(conversation: ConversationView | null): boolean {
  return (
    sawType(conversation, 'pong') ||
    conversation?.frames.some(({ fact }) => fact.direction === 'in' && fact.opcode === 'pong') === true
  )
}

function sawType(conversation: ConversationView | null, type: string): boolean {
  return conversation?.frames.some(({ events }) => events.some((event) => event.type === type)) === true
}
