import type { Fault } from '../fault.ts'

/** G8: the prompt is taken and nothing comes of it: no ack, no event, no error. Pings are answered. */
const fault: Fault = {
  name: 'agent-never-starts',
  summary: 'After the prompt comes nothing at all, while pings are still answered.',
  family: 'G',
  expected: { verdict: 'fail', codes: ['agent-never-starts'] },
  hunts: ['golden-path', 'agents-one-by-one'],
  hooks: () => ({ script: async () => [] }),
}

export default fault
