import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** C14: tickets open one socket each, and the page uses the one it has for as long as it is valid. */
const fault: Fault = {
  name: 'ws-ticket-burn',
  summary: 'The page keeps its ticket and shows it a second time.',
  family: 'C',
  expected: { verdict: 'fail', codes: ['ws-ticket-burn'] },
  hunts: ['browser-chat'],
  hooks: () =>
    patchedPage({
      path: '/transport.js',
      from: 'const ticket = await fetchTicket(config, token)',
      to: 'const ticket = sessionStorage.ticket ?? (await fetchTicket(config, token))\n  sessionStorage.ticket = ticket',
    }),
}

export default fault
