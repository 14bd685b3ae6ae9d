import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createClock } from '../src/kernel/clock.ts'
import { openBrowser, serveBrowser } from '../src/probes/browser/browser-process.ts'
import { chromium } from './browser-run.builder.ts'

const SWITCH = '--disable-features='

test('Chromium leaves out what Playwright wants left out, and shows no pages of its own', async () => {
  const clock = createClock()
  const { signal } = new AbortController()
  await using served = await serveBrowser(chromium().executable, clock, signal)
  const line = readFileSync(`/proc/${served.pid}/cmdline`, 'utf8')
  // Whoever packages Chromium may start it with switches of its own; it runs as one line or as many words.
  const lists = line
    .split(/[\0 ]/)
    .flatMap((word) => (word.startsWith(SWITCH) ? [word.slice(SWITCH.length).split(',')] : []))
  const [playwrights = [], ours = []] = lists.slice(-2)
  expect(playwrights.length).toBeGreaterThan(5)
  expect(ours).not.toEqual(playwrights)
  expect(ours).toEqual(expect.arrayContaining(playwrights))

  await using running = await openBrowser({ kind: 'connect', endpoint: served.endpoint }, clock, signal)
  const context = await running.browser.newContext()
  const page = await context.newPage()
  await page.setContent('<h1>A page</h1>')
  const session = await running.browser.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] })
  expect(new Set(targetInfos.map(({ type }) => type))).toEqual(new Set(['page', 'tab']))
}, 60_000)
