import type { Code } from '../model/codes.ts'
import type { Phase } from '../model/words.ts'
import { waitedInVain } from './page-start.ts'
import { missed, type PageView } from './page-view.ts'
import type { Symptom } from './symptom.ts'

type Wait = { readonly name: string; readonly code: Code; readonly phase: Phase; readonly expected: string }

/** What a page must do when its user sends a message, and when its user leaves. */
const waits: readonly Wait[] = [
  {
    name: 'prompt',
    code: 'page-prompt-not-sent',
    phase: 'events',
    expected: 'a field to write in and a way to send',
  },
  {
    name: 'prompt sent',
    code: 'page-prompt-not-sent',
    phase: 'events',
    expected: 'our message in something that leaves the browser',
  },
  {
    name: 'sign-out',
    code: 'page-sign-out-broken',
    phase: 'close',
    expected: 'a button that signs out',
  },
  {
    name: 'signed out',
    code: 'page-sign-out-broken',
    phase: 'close',
    expected: 'a page that shows that nobody is signed in',
  },
  {
    name: 'sockets closed',
    code: 'sign-out-leaves-socket',
    phase: 'close',
    expected: 'no socket after signing out',
  },
]

/** What a page did not do although a person asked for it. */
export function pageEnd(page: PageView): Symptom[] {
  return waits.flatMap(({ name, code, phase, expected }) => {
    const waited = missed(page, name)
    return waited === undefined ? [] : [{ ...waitedInVain(page, waited, code, expected), phase }]
  })
}
