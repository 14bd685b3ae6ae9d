import { writeMessage } from '../api/threads.ts'
import { serverMessage } from '../chat/server-frames.ts'
import type { Fault } from '../fault.ts'

/** E6: the factory was built without its bridge, so the engine works over a manager that sends no events; the answer comes by itself. */
const fault: Fault = {
  name: 'eventless-engine',
  summary: 'The answer comes in an agent_response and is stored, but not one agent event is sent.',
  family: 'E',
  expected: { verdict: 'fail', codes: ['eventless-engine'] },
  hunts: ['golden-path', 'concurrent-users'],
  hooks: ({ clock }) => {
    return {
      async answer(answering, next) {
        const text = await next(answering)
        const { run } = answering
        const { ids } = run.connection.instance
        await clock.sleep(800, run.connection.runSignal)
        writeMessage(run.thread, 'assistant', text, { ids, clock })
        await run.connection.send(serverMessage('agent_response', { response: text, run_id: run.id }, clock.wall()))
        return text
      },
      async script(run, next) {
        await next(run)
        return []
      },
    }
  },
}

export default fault
