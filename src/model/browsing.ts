import type { User } from './user.ts'

/** A page of the target's web app, open and signed in, in a browser context of its own. */
export type Page = {
  readonly user: User
  /** Our name, for example `page-1`. */
  readonly page: string
}

/** What to ask for through a page; as `Ask` of a socket. */
export type PageAsk = { readonly text?: string; readonly plant?: boolean; readonly label?: string }

/** What users do in a browser. All pages of a run share one browser; it is gone when the run is. */
export type Browsing = {
  /** Opens the page, signs the user in as the target's configuration says, and waits until the chat can be used. */
  open(user: User): Promise<Page>
  /** Types a prompt, sends it, and waits until its conversation has ended and the screen shows it. */
  converse(page: Page, ask?: PageAsk): Promise<void>
  /** The same on several pages: each types first, and all send at the same moment. */
  converseTogether(pages: readonly Page[], ask?: PageAsk): Promise<void>
  /** Loads the page again, as a person does, and waits until the chat can be used. */
  reload(page: Page): Promise<void>
  /** Signs out through the page. Where its configuration names no button for that, or its session was made elsewhere, the page is only looked at. */
  signOut(page: Page): Promise<void>
  /** Closes the page as a person closes a tab. */
  close(page: Page): Promise<void>
}
