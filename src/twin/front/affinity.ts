import type { HttpCall } from '../http/exchange.ts'
import type { Instance } from '../instance.ts'

/** The load balancer's cookie (protocol.md §8.3). */
const affinityCookie = 'GENERATED_COOKIE'

/** The instance that a request's affinity cookie names; undefined without one, or when that instance is gone. */
export function stickyInstance(call: HttpCall, instances: readonly Instance[]): Instance | undefined {
  const cookies = (call.headers.cookie ?? '').split(';').map((part) => part.trim())
  const value = cookies.find((cookie) => cookie.startsWith(`${affinityCookie}=`))?.slice(affinityCookie.length + 1)
  return instances.find((instance) => instance.name === value)
}

/** The header that ties a client to an instance for a day. */
export function stickTo(instance: Instance): Readonly<Record<string, string>> {
  return { 'set-cookie': `${affinityCookie}=${instance.name}; Path=/; Max-Age=86400; HttpOnly` }
}
