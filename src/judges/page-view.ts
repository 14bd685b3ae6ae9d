import type { HttpFact } from '../model/evidence.ts'
import type { ScreenFact } from '../model/screen-fact.ts'
import type { ConversationView, EvidenceView, SocketView } from './view-types.ts'

/** One page of one user and all that is known of it. */
export type PageView = {
  readonly user: string
  readonly page: string
  /** In order. */
  readonly sights: readonly ScreenFact[]
  /** What the page asked the web app for as a document. */
  readonly documents: readonly HttpFact[]
  readonly sockets: readonly SocketView[]
  readonly conversations: readonly { readonly socket: SocketView; readonly talk: ConversationView }[]
  /** Events whose signs were looked for on this page. */
  readonly watched: ReadonlySet<string>
}

/** The pages of a run, in the order in which they were opened. */
export function viewPages(view: EvidenceView): PageView[] {
  const sights = view.evidence.facts.filter((fact) => fact.kind === 'screen')
  const groups = Map.groupBy(sights, ({ user, page }) => `${user}\n${page}`)
  return [...groups.values()].flatMap((all) => {
    const [first] = all
    if (first === undefined) return []
    const { user, page } = first
    const sockets = view.sockets.filter((socket) => isOfPage(socket, user, page))
    return {
      user,
      page,
      sights: all,
      documents: view.http.filter((fact) => fact.user === user && fact.purpose === 'page'),
      sockets,
      conversations: sockets.flatMap((socket) => socket.conversations.map((talk) => ({ socket, talk }))),
      watched: new Set(
        all
          .find(({ sight }) => sight === 'opened')
          ?.name.split(' ')
          .filter(Boolean) ?? [],
      ),
    }
  })
}

/** Whether a page opened a socket, and not our own client. */
export function isBrowserSocket({ upgrade }: SocketView): boolean {
  return upgrade?.client === 'browser'
}

function isOfPage(socket: SocketView, user: string, page: string): boolean {
  return isBrowserSocket(socket) && socket.user.id === user && socket.name.startsWith(`${page}/`)
}

/** What a page waited for in vain under a name; undefined when it came, or nobody waited. */
export function missed({ sights }: PageView, name: string): ScreenFact | undefined {
  return sights.find((fact) => fact.sight === 'waited' && fact.name === name)
}
