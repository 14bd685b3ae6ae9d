import type { Fault } from '../fault.ts'

/** F9: the agents have no manager to send by, or the bridge lacks a method; every send fails without a word. */
const fault: Fault = {
  name: 'events-silently-dropped',
  summary: 'Runs are done and their answers stored, but not one event is sent.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['events-silently-dropped'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({ deliver: async () => {} }),
}

export default fault
