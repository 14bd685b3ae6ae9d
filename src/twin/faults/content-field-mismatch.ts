import { startsRun } from '../chat/starts-run.ts'
import type { Fault } from '../fault.ts'
import { objectField } from '../json.ts'

/** F15: the handler reads `text` where clients write `content`, so that the agent is given an empty prompt. */
const fault: Fault = {
  name: 'content-field-mismatch',
  summary: 'The agent works on an empty prompt and asks for a message.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['content-field-mismatch'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async message(incoming, next) {
      if (!startsRun(incoming)) return next(incoming)
      const { content: _unread, ...payload } = objectField(incoming.message, 'payload') ?? {}
      await next({ ...incoming, message: { ...incoming.message, payload: { content: ' ', ...payload } } })
    },
    answer: async () =>
      'It looks as if you sent an empty message. Please enter a message and tell me what I can do for you.',
  }),
}

export default fault
