import { detail, type Handler, type HttpCall, type HttpReply } from './exchange.ts'

/** Handlers by `METHOD /path`; a path may hold `*` for one segment. */
export type Routes = Readonly<Record<string, Handler>>

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return wanted.length === given.length && wanted.every((part, i) => part === '*' || part === given[i])
}

/** Finds and runs the handler of a request. HEAD is answered like GET. Unknown path: 404; known path, other method: 405. */
export async function dispatch(routes: Routes, call: HttpCall): Promise<HttpReply> {
  const method = call.method === 'HEAD' ? 'GET' : call.method
  let pathKnown = false
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod = '', pattern = ''] = route.split(' ')
    if (!matches(pattern, call.path)) continue
    if (routeMethod === method) return handler(call)
    pathKnown = true
  }
  return pathKnown ? detail(405, 'Method Not Allowed') : detail(404, 'Not Found')
}
