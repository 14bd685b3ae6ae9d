import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** The page knows no \`tool_completed\`, as the recorded frontend (protocol.md §9.2). */
const fault: Fault = {
  name: 'page-drops-events',
  summary: 'The page does not know one of the five events.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['page-drops-events'] },
  hunts: ['browser-chat'],
  hooks: () => patchedPage({ path: '/events.js', from: "case 'tool_completed':", to: "case 'tool_done':" }),
}

export default fault
