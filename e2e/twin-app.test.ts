import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium as playwright } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTwin } from '../src/twin/start-twin.ts'
import { post } from '../src/twin/testing/sign-in.ts'
import { chromium } from './browser-run.builder.ts'

let browser: Browser
beforeAll(async () => {
  browser = await playwright.launch({ executablePath: chromium().executable, chromiumSandbox: false })
})
afterAll(() => browser.close())

test('a person makes an account, chats with the twin and signs out, and the page is fit for everybody', async () => {
  await using twin = await startTwin({ dialect: 'bridge', faults: [], seed: 'person', timeScale: 5 })
  const context = await browser.newContext({ viewport: { width: 360, height: 480 } })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  const barriers = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)

  await page.goto(twin.urls.app ?? '')
  expect(await barriers()).toEqual([])
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password').fill('a password')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByText('Connected', { exact: true }).waitFor()
  await page.getByLabel('Your message').fill('Where does my budget go? <img src=x onerror=alert(1)>')
  await page.getByLabel('Your message').press('Enter')
  await page.getByTestId('answer').waitFor()
  expect(await page.getByTestId('progress').count()).toBeGreaterThanOrEqual(3)
  expect(await page.getByTestId('prompt-shown').textContent()).toContain('<img src=x')
  expect(await page.getByTestId('busy').isVisible()).toBe(false)
  const button = await page.getByRole('button', { name: 'Send' }).boundingBox()
  expect((button?.y ?? 480) + (button?.height ?? 0)).toBeLessThanOrEqual(480)
  expect(await barriers()).toEqual([])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Password').waitFor()
  expect(await page.evaluate('localStorage.length')).toBe(0)
  expect(problems).toEqual([])
  await context.close()
}, 60_000)

test('somebody who clicks twice signs in once', async () => {
  await using twin = await startTwin({ dialect: 'bridge', faults: [], seed: 'person', timeScale: 5 })
  await post(`${twin.urls.auth}/auth/register`, { email: 'ada@example.com', password: 'a password', name: 'Ada' })
  const context = await browser.newContext()
  const page = await context.newPage()
  let tickets = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/ticket')) tickets += 1
  })
  await page.goto(twin.urls.app ?? '')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password').fill('a password')
  await page.getByRole('button', { name: 'Sign in' }).dblclick()
  await page.getByText('Connected', { exact: true }).waitFor()
  expect(tickets).toBe(1)
  await context.close()
}, 60_000)

test('a page that loses its socket opens another, and says so meanwhile', async () => {
  const faults = ['closed-mid-run']
  await using twin = await startTwin({ dialect: 'handshake', faults, seed: 'person', timeScale: 5 })
  const context = await browser.newContext()
  const page = await context.newPage()
  let sockets = 0
  page.on('websocket', () => {
    sockets += 1
  })
  await page.goto(twin.urls.app ?? '')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password').fill('a password')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByText('Connected', { exact: true }).waitFor()
  await page.getByLabel('Your message').fill('Hello')
  await page.getByLabel('Your message').press('Enter')
  await page.locator('[data-state=waiting], [data-state=connecting]').waitFor()
  await page.getByText('Connected', { exact: true }).waitFor()
  expect(sockets).toBe(2)
  expect(await page.getByTestId('busy').isVisible()).toBe(false)
  await context.close()
}, 60_000)
