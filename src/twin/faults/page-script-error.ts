import { patchedPage } from '../defects/patched-page.ts'
import type { Fault } from '../fault.ts'

/** The page reads a setting that this deployment does not have. */
const fault: Fault = {
  name: 'page-script-error',
  summary: 'A script of the page throws while it starts.',
  family: 'A',
  expected: { verdict: 'fail', codes: ['page-script-error'] },
  hunts: ['browser-chat'],
  hooks: () =>
    patchedPage({ path: '/main.js', from: 'setScale(config.timeScale)', to: 'setScale(config.features.timeScale)' }),
}

export default fault
