import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** Hydration waits for something that never comes. */
const fault: Fault = {
  name: 'page-never-ready',
  summary: 'The page loads for ever.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['page-never-ready'] },
  hunts: ['browser-chat'],
  hooks: () =>
    patchedPage({
      path: '/main.js',
      from: 'listen(config)\nenter(config)',
      to: 'listen(config)\nawait new Promise(() => undefined)\nenter(config)',
    }),
}

export default fault
