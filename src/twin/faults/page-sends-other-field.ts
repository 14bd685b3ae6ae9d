import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** F15, seen from the page: it sends \`prompt\` where the server reads \`content\`, so that the server takes the message for empty. */
const fault: Fault = {
  name: 'page-sends-other-field',
  summary: 'The page writes the message into a field that the server does not read.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['content-field-mismatch'] },
  hunts: ['browser-chat'],
  hooks: () => patchedPage({ path: '/chat.js', from: 'payload: { content,', to: 'payload: { prompt: content,' }),
}

export default fault
