import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** The page waits for another event than the last one to say that the work is done. */
const fault: Fault = {
  name: 'page-spinner-stuck',
  summary: 'The sign of work never goes away.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['page-spinner-stuck'] },
  hunts: ['browser-chat'],
  hooks: () =>
    patchedPage({
      path: '/chat.js',
      from: "if (event.type === 'agent_completed' || error !== null) showBusy(false)",
      to: "if (event.type === 'stream_complete' || error !== null) showBusy(false)",
    }),
}

export default fault
