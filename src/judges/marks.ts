import type { LeakChannel } from '../model/measured-words.ts'
import { spellings } from '../protocol/nonce.ts'
import { SHORTEST_NEEDLE } from './needle-index.ts'
import type { EvidenceView } from './view-types.ts'

/** Something by which a user is known wherever it turns up. */
export type Mark = {
  readonly owner: string
  readonly channel: Exclude<LeakChannel, 'bystander'>
  /** What it is, for a person: `nonce`, `transformed nonce`, `fact`, `user id`, `e-mail`. */
  readonly what: string
  /** Only whole: an id that begins another id is not that id. */
  readonly whole: boolean
}

/** All marks of a run, by every spelling in which they can turn up. */
export function marksOf(view: EvidenceView): ReadonlyMap<string, readonly Mark[]> {
  const marks = new Map<string, Mark[]>()
  const add = (text: string, mark: Mark, spelled: readonly string[]) => {
    if (text.length < SHORTEST_NEEDLE) return
    for (const spelling of spelled) marks.set(spelling, [...(marks.get(spelling) ?? []), mark])
  }
  for (const { user, sockets } of view.users) {
    const secret = (text: string, channel: Mark['channel'], what: string) =>
      add(text, { owner: user.id, channel, what, whole: false }, spellings(text))
    const name = (text: string, what: string) => add(text, { owner: user.id, channel: 'id', what, whole: true }, [text])
    for (const { conversations } of sockets) {
      for (const { prompt } of conversations) {
        secret(prompt?.nonce ?? '', 'nonce', 'nonce')
        secret(prompt?.expected ?? '', 'nonce', 'transformed nonce')
      }
    }
    secret(user.plant ?? '', 'fact', 'fact')
    name(user.userId ?? '', 'user id')
    name(user.email, 'e-mail')
    add(`⟦token:${user.id}⟧`, { owner: user.id, channel: 'token', what: 'token', whole: false }, tokenTags(user.id))
  }
  return marks
}

/** How a masked token shows in evidence; a refresh token is one as well. */
function tokenTags(user: string): string[] {
  return [`⟦token:${user}⟧`, `⟦refresh:${user}⟧`]
}
