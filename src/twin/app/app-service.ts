import { detail, type Handler, type HttpReply, json } from '../http/exchange.ts'
import type { World } from '../world.ts'
import type { AppSettings } from './app-settings.ts'
import type { PageFile } from './page-files.ts'

/** What the web app says of the revision that serves it. */
const revision = 'twin-app-00017'

/** The page may speak to its own services only. */
function policy({ auth, api, ws }: AppSettings): string {
  const own = [auth, api, new URL(ws).origin].join(' ')
  return `default-src 'self'; style-src 'self'; connect-src 'self' ${own}; base-uri 'none'; frame-ancestors 'none'`
}

function answer(file: PageFile, settings: AppSettings): HttpReply {
  const headers = {
    'content-type': file.type,
    'cache-control': 'no-store',
    'content-security-policy': policy(settings),
    'x-content-type-options': 'nosniff',
    'x-service-version': revision,
  }
  return { kind: 'answer', status: 200, headers, body: file.text }
}

/** Makes the web app of a twin: a page, what it loads, and its settings. It knows nobody; whoever opens it signs in. */
export function createAppService(
  world: World,
  files: ReadonlyMap<string, PageFile>,
  settings: () => Promise<AppSettings>,
): Handler {
  const random = world.random.fork('app')
  return world.through('appHttp', async (call) => {
    await world.clock.sleep(random.int(1, 8), call.signal)
    if (call.method !== 'GET' && call.method !== 'HEAD') return detail(405, 'Method Not Allowed')
    const current = await settings()
    if (call.path === '/config.json') return json(200, current, { 'cache-control': 'no-store' })
    const file = files.get(call.path)
    return file === undefined ? detail(404, 'Not Found') : answer(file, current)
  })
}
