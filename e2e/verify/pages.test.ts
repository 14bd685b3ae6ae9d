import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { lookAt } from '../look-at-page.ts'
import { serveApp } from '../served-app.builder.ts'

let browser: Browser
let monitor: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  ;[browser, monitor] = await Promise.all([launchChromium(), serveApp()])
}, 120_000)
afterAll(async () => {
  await browser.close()
  await monitor[Symbol.asyncDispose]()
})

const names = [
  'overview',
  'runs',
  'failed run',
  'good run',
  'hostile run',
  'narrowed run',
  'scenario',
  'hostile scenario',
  'incidents',
  'incident',
  'code',
  'runbook',
  'live',
] as const

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  describe.each([1280, 360])('%d pixels wide', (width) => {
    test.each(names)('the page %s is clean', async (name) => {
      const how = { colorScheme, viewport: { width, height: 800 } }
      expect(await lookAt(browser, `${monitor.url}${monitor.pages[name]}`, how)).toEqual([])
    })
  })
})

test.each(names)('without scripts the page %s says the same', async (name) => {
  const url = `${monitor.url}${monitor.pages[name]}`
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  const answer = await page.goto(url)
  expect(answer?.status()).toBe(200)
  const told = (await page.locator('main').textContent())?.length
  await plain.close()
  expect(told).toBeGreaterThan(20)
})

test('an error is a page that leads back', async () => {
  const found = await lookAt(browser, `${monitor.url}${monitor.pages['not there']}`)
  expect(found).toEqual(['console: Failed to load resource: the server responded with a status of 404 (Not Found)'])
})

test('without scripts a run is started by its button and looked at again by its link', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  await page.goto(`${monitor.url}/`)
  await page.getByRole('button', { name: 'Run golden-path now' }).click()
  await expect
    .poll(
      async () => {
        await page.goto(page.url())
        return page.locator('main').textContent()
      },
      { timeout: 30_000 },
    )
    .toContain('Everything that was seen, in order')
  await plain.close()
})
