import type { Fault } from '../fault.ts'

/** A handler at the end of the run gives the prompt back in place of an answer. */
const fault: Fault = {
  name: 'answer-echo',
  summary: 'All events come in order, and the answer is the prompt itself.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['answer-echo'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({ answer: async ({ run }) => run.prompt }),
}

export default fault
