import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'
import { words } from '../http/exchange.ts'

/** The server of the web app keeps the latest answer once for everybody, in a module, and each page shows it when it starts. */
const fault: Fault = {
  name: 'foreign-content-on-screen',
  summary: "A page shows what another user's page has left with the web app.",
  family: 'I',
  expected: { verdict: 'fail', codes: ['foreign-content-on-screen'] },
  hunts: ['browser-chat'],
  hooks: () => {
    const page = patchedPage(
      {
        path: '/chat.js',
        from: "if (answer !== '') addAnswer(answer)",
        to: "if (answer !== '') {\n        addAnswer(answer)\n        void fetch('/latest', { method: 'POST', body: answer })\n      }",
      },
      {
        path: '/chat.js',
        from: '  const connection = createConnection(',
        to: "  void fetch('/latest').then(async (response) => addAnswer(await response.text()))\n  const connection = createConnection(",
      },
    )
    let latest = ''
    return {
      async appHttp(call, next) {
        if (call.path !== '/latest') return (await page.appHttp?.(call, next)) ?? next(call)
        if (call.method === 'POST') latest = call.body
        return words(200, latest)
      },
    }
  },
}

export default fault
