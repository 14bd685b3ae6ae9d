import type { Fault } from '../fault.ts'

/** F14: who is connected is kept in memory and forgotten with the socket; nothing leads from a run to a new one. */
const fault: Fault = {
  name: 'events-lost-on-reconnect',
  summary: 'Whoever comes back in the middle of a run gets nothing more of it, on any instance.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['events-lost-on-reconnect'] },
  hunts: ['reconnect-mid-run'],
  hooks: () => ({ resume: async () => {} }),
}

export default fault
