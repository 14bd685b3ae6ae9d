import type { ScreenFact } from '../model/screen-fact.ts'
import { isProven } from '../protocol/nonce.ts'
import type { PageView } from './page-view.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { ConversationView, EvidenceView, SocketView } from './view-types.ts'

/** A conversation of a page, and the socket on which it went. */
export type PageConversation = { readonly socket: SocketView; readonly talk: ConversationView }

/** What the screen did with a conversation that ended well on the wire; what did not is for other judges. */
export function pageTalk(page: PageView, each: PageConversation, view: EvidenceView): Symptom[] {
  const { socket, talk } = each
  const { prompt, promptAtMs, conversation } = talk
  const { end } = conversation
  if (prompt === null || promptAtMs === null || (end?.kind !== 'completed' && end?.kind !== 'settled')) return []
  const until = page.conversations.find((other) => (other.talk.promptAtMs ?? 0) > promptAtMs)?.talk.promptAtMs
  const sights = page.sights.filter(
    ({ atMs, seq }) => seq > prompt.frame && (until === undefined || until === null || atMs < until),
  )
  const base = { user: page.user, socket, conversation: talk }
  const waited = sights.find(({ sight, name }) => sight === 'waited' && name === 'answer')
  const answers = sights.filter(({ sight }) => sight === 'answer')
  const shown = answers.some(({ text }) => isProven(text, prompt.expected, view.context.capabilities.proof))
  const answered =
    waited === undefined ? [] : [shown ? spinning(base, waited) : unanswered(base, { end: end.seq, waited, answers })]
  return [...dropped(page, each, sights), ...answered, ...errors(base, sights)]
}

type Base = Pick<Symptom, 'user' | 'socket' | 'conversation'>

/** Events that came and left no sign, where their signs were looked for; any sign at all elsewhere. */
function dropped(page: PageView, { socket, talk }: PageConversation, sights: readonly ScreenFact[]): Symptom[] {
  const signs = sights.filter(({ sight }) => sight === 'progress')
  const shown = new Set(signs.map(({ name }) => name))
  const { events } = talk.conversation
  const lost =
    page.watched.size > 0
      ? events.filter(({ type }) => page.watched.has(type) && !shown.has(type))
      : signs.length > 0
        ? []
        : events
  const [first] = lost
  if (first === undefined) return []
  const types = [...new Set(lost.map(({ type }) => type))].join(', ')
  return [
    symptom({
      code: 'page-drops-events',
      phase: 'events',
      user: page.user,
      expected: page.watched.size > 0 ? `a sign of every event on the screen` : 'any sign of progress on the screen',
      received: `none of ${types}`,
      frames: [first.seq],
      socket,
      conversation: talk,
    }),
  ]
}

function unanswered(
  base: Base,
  { end, waited, answers }: { end: number | null; waited: ScreenFact; answers: readonly ScreenFact[] },
): Symptom {
  const last = answers.at(-1)
  return symptom({
    ...base,
    code: 'answer-not-on-screen',
    phase: 'answer',
    expected: 'the answer that came on the socket',
    received: last === undefined ? 'no answer on the screen' : `another text: ${quote(last.text)}`,
    frames: [...(end === null ? [] : [end]), waited.seq],
    window: windowOf(waited),
  })
}

function spinning(base: Base, waited: ScreenFact): Symptom {
  return symptom({
    ...base,
    code: 'page-spinner-stuck',
    phase: 'answer',
    expected: 'the sign of work goes when the answer is there',
    received: `still there ${Math.round(waited.valueMs ?? 0)} ms later`,
    frames: [waited.seq],
    window: windowOf(waited),
  })
}

/** An error on the screen of a conversation that went well. */
function errors(base: Base, sights: readonly ScreenFact[]): Symptom[] {
  const shown = sights.find(({ sight }) => sight === 'error')
  if (shown === undefined) return []
  return [
    symptom({
      ...base,
      code: 'page-error-shown',
      phase: 'answer',
      expected: 'no error, as on the socket',
      received: quote(shown.text),
      frames: [shown.seq],
    }),
  ]
}

function windowOf({ atMs, valueMs }: ScreenFact): Symptom['window'] {
  return { fromMs: atMs - (valueMs ?? 0), toMs: atMs }
}
