import type { Prompt } from '../converse.ts'
import type { GatePlace } from '../start-gate.ts'
import { chat, openChat, reload, signOut } from './page-acts.ts'
import type { FormEntrance } from './page-entrance.ts'
import { openPageKit, type PageParts } from './page-kit.ts'

/** One page of one user. Everything throws Halt when the target does not let it, and a BrowserFailure when the browser does not. */
export type BrowserPage = {
  readonly name: string
  /**
   * Loads the page and waits until the chat can be used; fills in the form first where that is how users sign in. Gives whom the
   * answer to that names.
   */
  open(form: FormEntrance | null, signal: AbortSignal): Promise<string | null>
  /** Types and sends; where there is a place at a gate, sends when the gate opens. */
  converse(prompt: Prompt, signal: AbortSignal, place: GatePlace | null): Promise<void>
  reload(signal: AbortSignal): Promise<void>
  signOut(signal: AbortSignal): Promise<void>
  /** The browser is gone: its sockets with it. Nothing waits for them any more. */
  abandon(): void
  /** Writes down how it felt, keeps what a person may want to look at, and closes it. Nothing when it is closed already. */
  close(): Promise<void>
}

/** Makes a page that has loaded nothing yet. */
export async function createBrowserPage(parts: PageParts): Promise<BrowserPage> {
  const kit = await openPageKit(parts)
  const { context, page, screen, sockets, http } = kit
  const { name } = parts
  let isClosed = false
  return {
    name,
    async open(form, signal) {
      await openChat(kit, form, signal)
      // The answer to the form names the user, and may be read after the socket stands.
      if (form !== null) await http.settle()
      return http.signedInAs()
    },
    converse: (prompt, signal, place) => chat(kit, prompt, signal, place),
    reload: (signal) => reload(kit, signal),
    signOut: (signal) => signOut(kit, signal),
    abandon: () => sockets.leave(),
    async close() {
      if (isClosed) return
      isClosed = true
      kit.isScripted = true
      screen.noteVitals()
      await http.settle()
      await parts.artifacts?.collect(name, page, context)
      sockets.leave()
      screen.note({ sight: 'closed' })
      await context.close()
    },
  }
}
