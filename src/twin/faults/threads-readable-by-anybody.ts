import { describeMessages } from '../api/thread-routes.ts'
import type { Thread } from '../api/threads.ts'
import type { Fault } from '../fault.ts'
import { json } from '../http/exchange.ts'

/** The route looks a thread up by its id alone: whoever has a token reads it. */
const fault: Fault = {
  name: 'threads-readable-by-anybody',
  summary:
    'The messages of every thread are shown to every signed-in user who asks for them; without a token they are not.',
  family: 'I',
  expected: { verdict: 'fail', codes: ['negative-control-accepted'] },
  hunts: ['cross-user-isolation'],
  hooks: () => {
    const threads = new Map<string, Thread>()
    return {
      async run(run, next) {
        threads.set(run.thread.id, run.thread)
        await next(run)
      },
      async apiHttp(call, next) {
        const reply = await next(call)
        const [, id = ''] = /^\/api\/threads\/([^/]+)\/messages$/.exec(call.http.path) ?? []
        const isRefused = reply.kind === 'answer' && reply.status === 404 && call.http.method === 'GET'
        const thread = isRefused ? threads.get(id) : undefined
        return thread === undefined ? reply : json(200, describeMessages(thread))
      },
    }
  },
}

export default fault
