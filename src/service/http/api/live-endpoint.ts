import { eventStream } from '../live/event-stream.ts'
import { Problem } from '../problem.ts'
import { defineEndpoint, nothing } from './endpoint.ts'

const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' }

/** What goes on now, as Server-Sent Events. */
export const liveEndpoint = defineEndpoint({
  method: 'get',
  path: '/api/v1/live',
  summary:
    'Server-Sent Events: first `snapshot` with the runs that go on, then `waiting`, `run-started`, `step` and `run-finished`; each has one JSON object as data, which repeats its kind',
  query: nothing,
  body: nothing,
  answer: { status: 200, says: 'a stream without an end', type: 'text/event-stream' },
  problems: [429],
  handle({ c, world: { board, clock, stop, streams } }) {
    if (c.req.method === 'HEAD') return c.body(null, 200, headers)
    const place = streams.enter()
    if (place === null)
      throw new Problem(
        429,
        `${streams.size} live streams are open already.`,
        'Close one, or load the page now and then.',
        {
          'Retry-After': '30',
        },
      )
    return c.body(eventStream({ board, clock, stop, ended: () => place[Symbol.dispose]() }), 200, headers)
  },
})
