import { connectionStorm } from './connection-storm.ts'
import { count } from './count.ts'
import { pageDelays } from './page-delays.ts'
import { pageEnd } from './page-end.ts'
import { pageStart } from './page-start.ts'
import { pageTalk } from './page-talk.ts'
import { viewPages } from './page-view.ts'
import type { Judge } from './ruling.ts'

/**
 * Judges what a person at a page saw: a page that becomes a chat, signs of what the agent does, the answer, no error while all is
 * well on the wire, no sign of work without end, and a sign-out that ends the connection. What the wire shows is for other judges.
 */
export const judgeScreen: Judge = (view) => {
  const pages = viewPages(view)
  const examined = pages.reduce((sum, { sights }) => sum + sights.length, 0)
  return {
    examined,
    symptoms: pages.flatMap((page) => [
      ...pageStart(page),
      ...connectionStorm(page),
      ...page.conversations.flatMap((each) => pageTalk(page, each, view)),
      ...pageDelays(page, view),
      ...pageEnd(page),
    ]),
    troubles: [],
    missing: [],
    held: `${count(pages.length, 'page')} showed what the wire told`,
  }
}
