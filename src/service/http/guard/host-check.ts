import type { MiddlewareHandler } from 'hono'
import type { AppParts } from '../app-parts.ts'
import { Problem } from '../problem.ts'
import { hostNameOf, isLoopbackHost } from './exposure.ts'

/**
 * Refuses requests that call us by somebody else's name. On loopback that is how a web page of a stranger would reach us
 * through the browser of a person here (DNS rebinding), so it holds for reads as well. Beyond loopback any name is right
 * unless the names are configured: there the token keeps strangers out, and their pages do not have it.
 */
export function hostCheck({ host, hostNames = [] }: Pick<AppParts, 'host' | 'hostNames'>): MiddlewareHandler {
  const onLoopback = isLoopbackHost(host)
  const known = new Set(hostNames.map((name) => name.toLowerCase()))
  const isOurs = (name: string) => known.has(name) || (onLoopback ? isLoopbackHost(name) : known.size === 0)
  return async (c, next) => {
    const name = hostNameOf(c.req.header('host'))
    if (name === null) throw new Problem(400, 'The request has no usable Host header.', 'Send the name you called.')
    if (!isOurs(name.toLowerCase()))
      throw new Problem(421, `This monitor does not answer to the name ${name}.`, nextStep(onLoopback))
    await next()
  }
}

function nextStep(onLoopback: boolean): string {
  return onLoopback
    ? 'It listens on loopback only: call it as localhost or 127.0.0.1.'
    : 'Call it by one of the names it was started with.'
}
