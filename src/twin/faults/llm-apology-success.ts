import type { Fault } from '../fault.ts'

/** H2: the model fails, and a handler puts an apology where the answer belongs. Everything around it is a success. */
const fault: Fault = {
  name: 'llm-apology-success',
  summary: 'All events come in order, and the answer is an apology.',
  family: 'H',
  expected: { verdict: 'fail', codes: ['llm-apology-success'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: {
    answer:
      'I apologize, but our AI service is temporarily unavailable due to high demand. Please try again in a few minutes.',
  },
  hooks: ({ params }) => ({ answer: async () => params.answer ?? '' }),
}

export default fault
