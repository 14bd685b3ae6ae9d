import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** B9: the page offers `jwt` and the bare token, where the server wants `jwt-auth` and the packed one. */
const fault: Fault = {
  name: 'stale-frontend-subprotocol',
  summary: 'The deployed page sends its token in a form that the server no longer reads.',
  family: 'B',
  expected: { verdict: 'fail', codes: ['client-server-skew'] },
  hunts: ['client-server-skew'],
  hooks: () =>
    patchedPage({
      path: '/transport.js',
      from: 'export async function openSocket(config, token) {',
      to: "export async function openSocket(config, token) {\n  return new WebSocket(config.ws, ['jwt', token])",
    }),
}

export default fault
