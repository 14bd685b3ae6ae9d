import { adviceFor } from '../agent/advice.ts'
import type { Fault } from '../fault.ts'

/** The model gets a prompt without its end: its answer is sensible, long enough, and knows nothing of what was asked last. */
const fault: Fault = {
  name: 'answer-without-nonce',
  summary: 'All events come in order, and the answer is good advice that leaves out what the prompt asked for.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['answer-without-nonce'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({ answer: async ({ run }) => adviceFor(run.prompt) }),
}

export default fault
