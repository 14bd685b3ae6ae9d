import type { Fault } from '../fault.ts'

/** F11: two bridges listen to the same run and each tells of its start and its end. */
const fault: Fault = {
  name: 'events-duplicated',
  summary: 'Start and end of every run are told twice.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['events-duplicated'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { events: 'agent_started+agent_completed' },
  hooks: ({ params }) => {
    const doubled = (params.events ?? '').split('+')
    return {
      async deliver(delivery, next) {
        await next(delivery)
        if (doubled.includes(String(delivery.frame.type))) await next(delivery)
      },
    }
  },
}

export default fault
