import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { inspect, lookAt, openPage } from './look-at-page.ts'
import { serveApp } from './served-app.builder.ts'

let browser: Browser
let monitor: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  ;[browser, monitor] = await Promise.all([launchChromium(), serveApp()])
}, 120_000)
afterAll(async () => {
  await browser.close()
  await monitor[Symbol.asyncDispose]()
})

/** Every page in every light and width is looked at by `npm run verify`; here are those that hold nearly all there is. */
test.each([
  ['overview', 'light'],
  ['hostile run', 'dark'],
] as const)(
  'the page %s is clean in %s: no error, nothing from elsewhere, fit for everybody',
  async (name, colorScheme) => {
    expect(await lookAt(browser, `${monitor.url}${monitor.pages[name]}`, { colorScheme })).toEqual([])
  },
)

test('on a phone nobody scrolls sideways', async () => {
  const phone = { viewport: { width: 360, height: 740 } }
  for (const name of ['overview', 'hostile run'] as const)
    expect(await lookAt(browser, `${monitor.url}${monitor.pages[name]}`, phone, { axe: false }), name).toEqual([])
})

test('a run that somebody starts is followed to its flight recorder without another click', async () => {
  const look = await openPage(browser, `${monitor.url}/`)
  await look.page.getByRole('button', { name: 'Run golden-path now' }).click()
  await look.page.getByRole('heading', { name: 'Everything that was seen, in order' }).waitFor({ timeout: 30_000 })
  expect(await inspect(look, { axe: false })).toEqual([])
  await look.page.context().close()
})

test('the chart is drawn, and a fact opens from the timeline and can be copied', async () => {
  const scenario = await openPage(browser, `${monitor.url}${monitor.pages.scenario}`)
  await scenario.page.locator('.chart canvas').waitFor({ timeout: 10_000 })
  await scenario.page.context().close()
  const run = await openPage(browser, `${monitor.url}${monitor.pages['failed run']}`)
  await run.page.locator('.timeline a[href*="fact-"]').last().dispatchEvent('click')
  await run.page.locator('.fact-list li:target details[open] pre').waitFor({ timeout: 10_000 })
  await run.page.locator('.fact-list li:target [data-copy]').click()
  await expect.poll(() => run.page.locator('.fact-list li:target [data-copy]').textContent()).toMatch(/Copied|Selected/)
  expect(run.trouble).toEqual([])
  await run.page.context().close()
})
