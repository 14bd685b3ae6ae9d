import type { EvidenceView, UserView } from './view-types.ts'

/** A user who talked, and when: from each prompt to the end of its conversation, milliseconds on the clock of the run. */
export type Talker = {
  readonly view: UserView
  readonly talks: readonly { readonly fromMs: number; readonly toMs: number }[]
}

/** Everybody who talked. */
export function talkers(view: EvidenceView): Talker[] {
  return view.users.map((user) => ({ view: user, talks: talksOf(user) })).filter(({ talks }) => talks.length > 0)
}

/** Whether two users talked at the same time. */
export function talkTogether(a: Talker, b: Talker): boolean {
  return a.talks.some((one) => b.talks.some((other) => one.fromMs < other.toMs && other.fromMs < one.toMs))
}

/**
 * Ordered pairs of users who talked at the same time, so that a leak from one to the other would have shown; with a
 * control, only of users who passed it.
 */
export function pairsChecked(view: EvidenceView, passed: (user: UserView) => boolean = () => true): number {
  const all = talkers(view).filter((talker) => passed(talker.view))
  return all.reduce((sum, each) => sum + all.filter((other) => other !== each && talkTogether(each, other)).length, 0)
}

function talksOf({ sockets }: UserView): Talker['talks'] {
  return sockets.flatMap(({ conversations, openedMs }) =>
    conversations.map(({ promptAtMs, conversation, untilMs }) => ({
      fromMs: promptAtMs ?? openedMs,
      toMs: conversation.end?.atMs ?? untilMs,
    })),
  )
}
