import type { FaultHooks } from '../hook-points.ts'

/** A change of one file of the web app: `from` stands in it, and `to` is served in its place. */
export type PagePatch = { readonly path: string; readonly from: string; readonly to: string }

/** A web app that was deployed with these changes. Throws, which fails the twin, when a file does not hold what is to be changed. */
export function patchedPage(...patches: readonly PagePatch[]): FaultHooks {
  return {
    async appHttp(call, next) {
      const reply = await next(call)
      const own = patches.filter(({ path }) => path === call.path)
      if (reply.kind !== 'answer' || own.length === 0) return reply
      return { ...reply, body: own.reduce(applied, reply.body) }
    },
  }
}

function applied(body: string, { path, from, to }: PagePatch): string {
  if (!body.includes(from)) throw new Error(`${path} does not hold what the fault changes: ${from}`)
  return body.replace(from, () => to)
}
