import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import type { Clock } from '../../kernel/clock.ts'
import type { BrowserConfig } from '../../model/browser.ts'
import { userAgent } from '../user-agent.ts'
import type { StorageState } from './page-session.ts'
import { type PageWord, readPageWord } from './page-words.ts'

const script = readFileSync(join(import.meta.dirname, 'page-watch.js'), 'utf8')
/** The name under which our script in the page calls us. */
const BINDING = '__goldenPathMonitor'

/** A context and its only page, before it has loaded anything. */
export type BlankPage = { readonly context: BrowserContext; readonly page: Page }

/** What a blank page is made with. */
export type BlankPageParts = {
  readonly browser: Browser
  readonly clock: Clock
  readonly selectors: BrowserConfig['selectors']
  readonly storage: StorageState | null
  /** File for the HAR, written when the context closes; null: none. */
  readonly har: string | null
  readonly hear: (word: PageWord) => void
}

/** Opens a page in a context of its own, with our script in every document that it will load. */
export async function openBlankPage(parts: BlankPageParts): Promise<BlankPage> {
  const { browser, selectors, storage, har, hear } = parts
  const context = await browser.newContext({
    userAgent: agentOf(browser.version()),
    viewport: { width: 1280, height: 800 },
    ...(har === null ? {} : { recordHar: { path: har, content: 'embed' } }),
    ...(storage === null ? {} : { storageState: storage }),
  })
  try {
    await context.exposeBinding(BINDING, (_source, value: unknown) => {
      const word = readPageWord(value)
      if (word !== null) hear(word)
    })
    const config = JSON.stringify({ binding: BINDING, selectors })
    await context.addInitScript({ content: `{ const config = ${config}\n${script}\n}` })
    const page = await context.newPage()
    return { context, page }
  } catch (error) {
    await context.close().catch(() => undefined)
    throw error
  }
}

/** A browser as people use it, that says all the same who we are. */
function agentOf(version: string): string {
  const major = version.split('.', 1)[0] ?? '0'
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36 ${userAgent}`
}
