import type { AppParts } from '../app-parts.ts'
import { limits } from '../limits.ts'
import { eventStream } from '../live/event-stream.ts'
import type { LiveBoard } from '../live/live-board.ts'
import { Problem } from '../problem.ts'
import { defineEndpoint, type Endpoint, nothing } from './endpoint.ts'

/** What goes on now, as Server-Sent Events. */
export function liveEndpoint({ clock, stop }: AppParts, board: LiveBoard): Endpoint {
  let open = 0
  return defineEndpoint({
    method: 'get',
    path: '/api/v1/live',
    summary:
      'Server-Sent Events: first `snapshot` with the runs that go on, then `waiting`, `run-started`, `step` and `run-finished`; each has one JSON object as data, which repeats its kind',
    query: nothing,
    body: nothing,
    answer: { status: 200, says: 'a stream without an end', type: 'text/event-stream' },
    problems: [429],
    handle({ c }) {
      const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' }
      if (c.req.method === 'HEAD') return c.body(null, 200, headers)
      if (open >= limits.streams)
        throw new Problem(
          429,
          `${open} live streams are open already.`,
          'Close one, or load the page again now and then.',
          {
            'Retry-After': '30',
          },
        )
      open += 1
      const stream = eventStream({
        board,
        clock,
        stop,
        ended: () => {
          open -= 1
        },
      })
      return c.body(stream, 200, headers)
    },
  })
}
