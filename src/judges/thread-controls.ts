import type { HttpFact } from '../model/evidence.ts'
import type { ControlOutcome } from './controls.ts'
import { count } from './count.ts'
import { quote } from './quote.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView } from './view-types.ts'

/** One user asking for the messages of another's thread: the negative control of isolation over HTTP. */
export type ThreadControl = {
  readonly asked: HttpFact
  /** The owner's own reading of the same thread, before; null when nobody showed that it can be read at all. */
  readonly owned: HttpFact | null
  readonly outcome: ControlOutcome
}

/** An empty list shows nothing of anybody, and may be how a target refuses. */
const noMessages = /^\s*\[\s*\]\s*$|"messages"\s*:\s*\[\s*\]/
const refusals: ReadonlySet<number | null> = new Set([401, 403, 404])

const HINT =
  'Page Security and Backend: whoever has a token reads the threads of others. Look for what changed in the thread routes: a query without the user, or a cache by path alone. Repeat with `run cross-user-isolation`.'

/**
 * What the target made of each. A refusal counts only for a thread that its owner could read: a route that answers 404 to
 * everybody refuses nobody.
 */
export function threadControls({ http }: EvidenceView): ThreadControl[] {
  const readings = http.filter(({ purpose, status }) => purpose === 'own-thread' && status === 200)
  return http
    .filter(({ purpose }) => purpose === 'foreign-thread')
    .map((asked) => {
      const { url, user, atMs } = asked
      const owned = readings.find((own) => own.url === url && own.user !== user && own.endMs <= atMs) ?? null
      return { asked, owned, outcome: owned === null ? 'unclear' : outcomeOf(asked) }
    })
}

function outcomeOf({ status, body }: HttpFact): ControlOutcome {
  if (status === 200 && !noMessages.test(body)) return 'accepted'
  return refusals.has(status) ? 'refused' : 'unclear'
}

/** Threads that were shown to somebody else: safety. */
export function threadSymptoms(view: EvidenceView): Symptom[] {
  return threadControls(view).flatMap(({ asked, owned, outcome }) => {
    if (outcome !== 'accepted' || owned === null) return []
    return symptom({
      code: 'negative-control-accepted',
      phase: 'isolation',
      user: asked.user,
      expected: `401, 403 or 404 when ${asked.user} asks for a thread of ${owned.user}`,
      received: `${asked.status} ${quote(asked.body)}`,
      frames: [owned.seq, asked.seq],
      hint: HINT,
      safety: true,
    })
  })
}

/**
 * What came of it, for a person; empty when nobody asked. An answer that is neither does not keep a run from passing: that
 * nothing leaked is proven by what users saw, and a target that has no such route, or one that is ill, is not unsafe.
 */
export function sayThreadControls(view: EvidenceView): string[] {
  const all = threadControls(view)
  const refused = all.filter(({ outcome }) => outcome === 'refused').length
  const unclear = all.filter(({ outcome }) => outcome === 'unclear')
  const notRun = view.evidence.steps.filter(
    ({ name, state }) => state === 'not-run' && name === 'control foreign_thread',
  )
  return [
    ...(refused === 0 ? [] : [`${count(refused, 'thread')} of another user refused`]),
    ...unclear.map(
      ({ asked: { user, status, error } }) =>
        `a thread of another user neither shown nor refused to ${user}: ${status ?? error?.code ?? 'no answer'}`,
    ),
    ...notRun.map(({ user, detail }) => `${user} asked for no thread of another user: ${detail}`),
  ]
}

/**
 * Whether an exchange read a thread for such a control. Who may see it is judged here, and what its owner was told was
 * searched when it was told; searching it again would only give a leak a second name.
 */
export function readsThread({ purpose }: HttpFact): boolean {
  return purpose === 'own-thread' || purpose === 'foreign-thread'
}
