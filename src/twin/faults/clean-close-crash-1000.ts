import type { Fault } from '../fault.ts'

/** D7: something in the message loop crashes while the agent works; the loop swallows it and closes politely (failures.md W6). */
const fault: Fault = {
  name: 'clean-close-crash-1000',
  summary: 'The message loop crashes in the middle of a run and closes with 1000 "main cleanup".',
  family: 'D',
  expected: { verdict: 'fail', codes: ['clean-close-crash-1000'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: () => ({
    async deliver(delivery, next) {
      await next(delivery)
      if (delivery.frame.type === 'agent_thinking') await delivery.run.connection.close(1000, 'main cleanup')
    },
  }),
}

export default fault
