import type { Evidence } from '../model/evidence-file.ts'
import type { RunReport } from '../model/report.ts'
import { conversationTimes } from './times.ts'
import { viewEvidence } from './view.ts'

/** How long each stage took for a user, whole milliseconds of target time; null for what did not come. */
export type UserTimings = RunReport['users'][number]['timings']

/** Times of a user's first sign-in that worked, first socket that opened, and first conversation on it. */
export function userTimings(evidence: Evidence, userId: string): UserTimings {
  const user = viewEvidence(evidence).users.find((each) => each.user.id === userId)
  const signIn = user?.http.find((fact) => fact.purpose === 'sign-in' && fact.status === 200)
  const socket = user?.sockets.find((each) => each.upgrade?.status === 101)
  const upgrade = socket?.upgrade ?? null
  const welcome = socket?.welcome ?? null
  const [conversation] = socket?.conversations ?? []
  const times = conversation === undefined ? null : conversationTimes(conversation)
  return {
    signInMs: took(signIn && { fromMs: signIn.atMs, toMs: signIn.endMs }),
    upgradeMs: took(upgrade && { fromMs: upgrade.atMs, toMs: upgrade.endMs }),
    welcomeMs: took(upgrade && welcome && { fromMs: upgrade.atMs, toMs: welcome.atMs }),
    firstEventMs: took(times?.firstEvent),
    answerMs: took(times?.answer),
  }
}

function took(stretch: { readonly fromMs: number; readonly toMs: number } | null | undefined): number | null {
  return stretch == null ? null : Math.max(0, Math.round(stretch.toMs - stretch.fromMs))
}
