import type { BrowserContext, Page } from 'playwright'
import type { Clock } from '../../../kernel/clock.ts'

/** More lines are not kept: a page that shouts has been heard. */
const MOST_LINES = 2_000
const LONGEST_LINE = 2_000

/** Listens to the console of a page and to its requests, line by line; gives what was heard so far. */
export function keepPageLog(context: BrowserContext, page: Page, clock: Clock): () => string {
  const lines: string[] = []
  const add = (line: string) => {
    if (lines.length < MOST_LINES) lines.push(`${Math.round(clock.now())} ms ${line.slice(0, LONGEST_LINE)}`)
  }
  page.on('console', (message) => add(`console ${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => add(`page error: ${error.stack ?? error.message}`))
  page.on('crash', () => add('the page crashed'))
  context.on('response', (response) => add(`${response.request().method()} ${response.status()} ${response.url()}`))
  context.on('requestfailed', (request) =>
    add(`${request.method()} failed ${request.url()}: ${request.failure()?.errorText ?? ''}`),
  )
  page.on('websocket', (socket) => {
    add(`socket ${socket.url()}`)
    socket.on('close', () => add(`socket closed ${socket.url()}`))
    socket.on('socketerror', (error) => add(`socket error: ${error}`))
  })
  return () => `${lines.join('\n')}\n`
}
