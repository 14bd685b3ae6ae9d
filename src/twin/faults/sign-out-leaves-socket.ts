import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** The page closes nothing when its user signs out. */
const fault: Fault = {
  name: 'sign-out-leaves-socket',
  summary: 'Signing out forgets the tokens and not the connection.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['sign-out-leaves-socket'] },
  hunts: ['browser-chat'],
  hooks: () => patchedPage({ path: '/chat.js', from: '      connection.close()\n', to: '' }),
}

export default fault
