import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** The page takes a thought of the agent for a failure. */
const fault: Fault = {
  name: 'page-error-shown',
  summary: 'The page shows an error while all is well.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['page-error-shown'] },
  hunts: ['browser-chat'],
  hooks: () =>
    patchedPage({
      path: '/chat.js',
      from: 'const error = errorOf(event)',
      to: "const error = event.type === 'agent_thinking' ? 'Something went wrong.' : errorOf(event)",
    }),
}

export default fault
