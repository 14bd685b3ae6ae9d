import type { Fault } from '../fault.ts'

/** H5: the run goes through all its events and ends with next to nothing. */
const fault: Fault = {
  name: 'empty-or-trivial-answer',
  summary: 'All events come in order, but the answer is empty or says nothing.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['empty-or-trivial-answer'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { answer: '...' },
  hooks: ({ params }) => ({ answer: async () => params.answer ?? '' }),
}

export default fault
