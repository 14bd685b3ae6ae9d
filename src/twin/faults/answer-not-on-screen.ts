import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** The page looks for the answer in a field that no event has. */
const fault: Fault = {
  name: 'answer-not-on-screen',
  summary: 'The answer comes on the socket and the page shows none.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['answer-not-on-screen'] },
  hunts: ['browser-chat'],
  hooks: () =>
    patchedPage({
      path: '/events.js',
      from: 'fields.final_response ?? fields.result ?? fields.results ?? fields.response',
      to: 'fields.final_answer',
    }),
}

export default fault
