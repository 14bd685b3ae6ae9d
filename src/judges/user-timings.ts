import type { Evidence } from '../model/evidence-file.ts'
import type { RunReport } from '../model/report.ts'
import { conversationTimes } from './times.ts'
import { viewEvidence } from './view.ts'
import type { EvidenceView, UserView } from './view-types.ts'

/** How long each stage took for a user, whole milliseconds of target time; null for what did not come. */
export type UserTimings = RunReport['users'][number]['timings']

/** Times of a user's first sign-in that worked, first socket that opened, and first conversation on it; after a start-up, how long that took to serve. */
export function userTimings(evidence: Evidence, userId: string): UserTimings {
  const view = viewEvidence(evidence)
  const user = view.users.find((each) => each.user.id === userId)
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
    ...firstGoodSocket(view, user),
  }
}

/** From the first healthy answer of the API, where a scenario waited for it, to the first welcome of a user after it. */
function firstGoodSocket(view: EvidenceView, user: UserView | undefined): Pick<UserTimings, 'firstGoodSocketMs'> {
  const healthy = view.http.find(({ purpose, status }) => purpose === 'health-watch' && status === 200)
  if (healthy === undefined) return {}
  const fromMs = healthy.endMs
  const welcomes = (user?.sockets ?? []).flatMap(({ welcome }) => welcome?.atMs ?? []).filter((atMs) => atMs >= fromMs)
  const firstGoodSocketMs = welcomes.length === 0 ? null : took({ fromMs, toMs: Math.min(...welcomes) })
  return { firstGoodSocketMs }
}

function took(stretch: { readonly fromMs: number; readonly toMs: number } | null | undefined): number | null {
  return stretch == null ? null : Math.max(0, Math.round(stretch.toMs - stretch.fromMs))
}
