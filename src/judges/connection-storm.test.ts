import { expect, test } from 'vitest'
import { connectionStorm } from './connection-storm.ts'
import { onePage, type PageScript } from './page-script.builder.ts'
import { viewPages } from './page-view.ts'
import { viewEvidence } from './view.ts'

const found = (tell: (page: PageScript) => unknown) =>
  viewPages(viewEvidence(onePage((page) => tell(page.ready())))).flatMap(connectionStorm)
const open = (page: PageScript, n: number) =>
  page.user.upgrade({ client: 'browser', socket: `page-1/${n}`, remoteAddress: null })

/** How long an upgrade of the script takes. */
const UPGRADE_MS = 100

function openEvery(page: PageScript, count: number, ms: number): void {
  for (let n = 1; n <= count; n++) open(page, n).after(ms)
}

test.each([
  ['three in a minute', 3, 1_000, 0],
  ['four in a minute', 4, 1_000, 1],
  ['the fourth a minute after the first', 4, 20_000 - UPGRADE_MS, 0],
  ['the fourth just within it', 4, 19_999 - UPGRADE_MS, 1],
  ['many, far apart', 8, 25_000, 0],
  ['many, each within the minute of three others', 8, 15_000, 1],
])('%s', (_name, count, ms, expected) => {
  expect(found((page) => openEvery(page, count, ms))).toHaveLength(expected)
})

test('the fourth socket decides, and all are counted', () => {
  const [storm] = found((page) => openEvery(page, 9, 500))
  expect(storm).toMatchObject({ code: 'connection-storm', received: '9 that nothing of the target asked for' })
  expect(storm?.frames).toHaveLength(4)
})

test('a page that only tries again after the target refused it or hung up makes no storm', () => {
  const refused = (page: PageScript) => {
    for (let n = 1; n <= 6; n++)
      page.user.upgrade({ client: 'browser', socket: `page-1/${n}`, status: 503, remoteAddress: null })
  }
  expect(found(refused)).toEqual([])
  const hungUp = (page: PageScript) => {
    for (let n = 1; n <= 6; n++) {
      page.user.socket = `page-1/${n}`
      open(page, n)
      page.user.closedBy(1011, 'Internal error', { socket: `page-1/${n}` })
    }
  }
  expect(found(hungUp)).toEqual([])
})

test('a socket that is refused counts as one, and only what comes after it is an answer to that', () => {
  const lastRefused = (page: PageScript) => {
    openEvery(page, 3, 500)
    page.user.upgrade({ client: 'browser', socket: 'page-1/4', status: 503, remoteAddress: null })
  }
  expect(found(lastRefused)).toHaveLength(1)
})

test('our own client makes no storm of a page', () => {
  const own = (page: PageScript) => {
    for (let n = 1; n <= 6; n++) page.user.upgrade({ socket: `socket-${n}` })
  }
  expect(found(own)).toEqual([])
})
