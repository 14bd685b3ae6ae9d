import type { Fault } from '../fault.ts'

/** F10: some kinds of events are lost between agent and socket; the answer still comes. */
const fault: Fault = {
  name: 'events-missing-partial',
  summary: 'Some kinds of events never reach the socket, though the run works and answers.',
  family: 'F',
  expected: { verdict: 'fail', codes: ['events-missing-partial'] },
  hunts: ['golden-path', 'concurrent-users'],
  params: { events: 'agent_thinking+tool_executing+tool_completed' },
  hooks: ({ params }) => {
    const lost = (params.events ?? '').split('+')
    return {
      async deliver(delivery, next) {
        if (!lost.includes(String(delivery.frame.type))) await next(delivery)
      },
    }
  },
}

export default fault
