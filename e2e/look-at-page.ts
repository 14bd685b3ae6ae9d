import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright'

/** What was wrong with a page, one line each. */
export type Look = { readonly page: Page; readonly trouble: string[] }

/**
 * Opens a page and notes all that the browser complains about: errors of scripts, violations of the content security
 * policy, requests that fail or leave for another host.
 */
export async function openPage(browser: Browser, url: string, how: BrowserContextOptions = {}): Promise<Look> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...how })
  const page = await context.newPage()
  const trouble: string[] = []
  const own = new URL(url).origin
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => trouble.push(`script: ${error.message}`))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== own) trouble.push(`third party: ${request.url()}`)
  })
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(url, { waitUntil: 'load' })
  return { page, trouble }
}

/** What is wrong with an open page for people: what axe finds, what hostile text became, whether one must scroll sideways. */
export async function inspect({ page, trouble }: Look, { axe = true } = {}): Promise<string[]> {
  const found = [...trouble]
  if ((await page.title()).includes('pwned')) found.push('a script of the target ran')
  if ((await page.locator('img').count()) > 0) found.push('the target put in an image')
  const wider: unknown = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  if (wider !== 0) found.push(`it is ${String(wider)} pixels too wide`)
  if (!axe) return found
  // Our pages have no frames, for which alone the other mode opens pages of its own.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const places = violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target }) => `axe ${id}: ${String(target)}`),
  )
  return [...found, ...places]
}

/** Opens, inspects and closes. */
export async function lookAt(
  browser: Browser,
  url: string,
  how: BrowserContextOptions = {},
  what: { readonly axe?: boolean } = {},
): Promise<string[]> {
  const look = await openPage(browser, url, how)
  const found = await inspect(look, what)
  await look.page.context().close()
  return found
}
