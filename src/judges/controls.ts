import type { BadCredential } from '../model/words.ts'
import { isAgentEvent } from '../protocol/event-types.ts'
import { sayClose } from './close-symptom.ts'
import { count } from './count.ts'
import { isAuthError } from './diagnosis/auth.ts'
import { quote } from './quote.ts'
import type { Judge, Trouble } from './ruling.ts'
import { type Symptom, symptom } from './symptom.ts'
import type { EvidenceView, SocketView } from './view-types.ts'

const sayings: Readonly<Record<BadCredential, string>> = {
  no_token: 'no token',
  tampered: 'a tampered token',
  expired: 'an expired token',
  logged_out: 'the token of a user who signed out',
}

/**
 * Judges the negative controls: whoever has no good token must stay outside. Safety: a bad token that is let in outranks
 * every rung. That all were refused means something only if a good token got in beside them.
 */
export const judgeControls: Judge = (view) => {
  const shown = view.controls.map((control) => ({ control, outcome: outcomeOf(view, control) }))
  const judged = shown.filter(({ outcome }) => outcome !== 'unclear')
  const accepted = judged.filter(({ outcome }) => outcome === 'accepted')
  return {
    examined: judged.length,
    symptoms: accepted.map(({ control }) => about(control)),
    troubles: [
      ...shown.filter(({ outcome }) => outcome === 'unclear').map(({ control }) => sayUnclear(control)),
      ...(judged.length > 0 && accepted.length === 0 && !goodOneGotIn(view) ? [nobodyGotIn] : []),
    ],
    missing: [],
    held: [`${count(judged.length, 'bad credential')} refused`, ...notRun(view)].join('; '),
  }
}

/** What a target made of a negative control; `unclear`: neither let in nor refused as it should be. */
export type ControlOutcome = 'refused' | 'accepted' | 'unclear'

/** Legal refusals: 401 or 403, 1008, or 1011 with an authentication error (protocol.md §2.4, §2.6). */
export function outcomeOf(view: EvidenceView, control: SocketView): ControlOutcome {
  const { upgrade, close, welcome, frames } = control
  if (welcome !== null || frames.some(({ events }) => events.some(({ type }) => isAgentEvent(type)))) return 'accepted'
  if (upgrade?.credential === 'logged_out' && !signedOut(view, control)) return 'unclear'
  if (upgrade?.status === 401 || upgrade?.status === 403) return 'refused'
  if (close?.initiator !== 'server') return 'unclear'
  return close.code === 1008 || (close.code === 1011 && isAuthError(about(control))) ? 'refused' : 'unclear'
}

/** Whether the target said that it took the token back before we showed it. */
function signedOut(view: EvidenceView, { user, openedMs }: SocketView): boolean {
  return view.http.some(
    ({ purpose, status, endMs, user: who }) =>
      purpose === 'sign-out' && status === 200 && who === user.id && endMs <= openedMs,
  )
}

/** The finding, should it be one; also what diagnosis looks at. */
function about(control: SocketView): Symptom {
  const { user, upgrade, welcome, close, frames } = control
  const event = frames.find(({ events }) => events.some(({ type }) => isAgentEvent(type)))
  const shown = sayings[upgrade?.credential ?? 'no_token']
  const decisive = welcome?.seq ?? event?.fact.seq ?? close?.seq
  return symptom({
    code: 'negative-control-accepted',
    phase: 'auth',
    user: user.id,
    expected: `a socket with ${shown} is refused: by 401 or 403, 1008, or 1011 after an authentication error`,
    received: welcome === null ? 'an agent event' : `a welcome as ${welcome.userId ?? 'nobody in particular'}`,
    frames: [upgrade?.seq, decisive].filter((seq) => seq !== undefined),
    safety: true,
    socket: control,
  })
}

function sayUnclear({ upgrade, close, user }: SocketView): Trouble {
  const end =
    close === null
      ? `${upgrade?.status ?? upgrade?.error?.code ?? 'no answer'} ${quote(upgrade?.body ?? '')}`
      : sayClose(close)
  const shown = sayings[upgrade?.credential ?? 'no_token']
  const reason = `A socket of ${user.id} with ${shown} was neither let in nor refused as it should be: ${end.trim()}.`
  return { kind: 'inconclusive', cause: 'nothing_examined', reason }
}

const nobodyGotIn: Trouble = {
  kind: 'inconclusive',
  cause: 'no_positive_control',
  reason: 'No good token got in either, so it proves nothing that bad ones were refused.',
}

function goodOneGotIn({ sockets }: EvidenceView): boolean {
  return sockets.some(({ welcome }) => welcome !== null)
}

/** Controls that could not be made, as the steps say. */
function notRun({ evidence }: EvidenceView): string[] {
  const names = evidence.steps
    .filter(({ name, state }) => state === 'not-run' && name.startsWith('control '))
    .map(({ name }) => name)
  return names.length === 0 ? [] : [`not run: ${names.join(', ')}`]
}
