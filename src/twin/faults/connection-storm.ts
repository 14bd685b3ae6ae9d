import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** D9: a hook of the page runs again and again, and each time it opens one more socket. */
const fault: Fault = {
  name: 'connection-storm',
  summary: 'The page opens one socket after the other.',
  family: 'D',
  expected: { verdict: 'fail', codes: ['connection-storm'] },
  hunts: ['browser-chat'],
  hooks: () =>
    patchedPage({
      path: '/connection.js',
      from: '  void connect()',
      to: '  void connect()\n  every(500, () => openSocket(config, token).catch(() => undefined))',
    }),
}

export default fault
