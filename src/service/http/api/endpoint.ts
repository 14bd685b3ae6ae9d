import type { Context } from 'hono'
import { z } from 'zod'
import { inertJson } from '../../../kernel/inert.ts'
import type { AppParts } from '../app-parts.ts'
import { checkInput } from '../check-input.ts'
import type { Gate } from '../live/gate.ts'
import type { LiveBoard } from '../live/live-board.ts'
import { Problem } from '../problem.ts'

/** What an endpoint answers with: JSON of a schema, or another type of content that is only described. */
export type Answer =
  | { readonly status: 200 | 202; readonly says: string; readonly schema: z.ZodType }
  | { readonly status: 200; readonly says: string; readonly type: string }

/** What is told of an endpoint. The routes and the OpenAPI document are both made from it. */
export type EndpointDoc = {
  readonly method: 'get' | 'post'
  /** With parameters in braces, as OpenAPI has them. */
  readonly path: string
  readonly summary: string
  /** Parameters of the path, and what they are. */
  readonly params?: Readonly<Record<string, string>>
  readonly answer: Answer
  /** Statuses of problems beside those that every endpoint can answer with. */
  readonly problems?: readonly number[]
}

/** No parameter, or no body: whatever is sent all the same is an error. */
export const nothing = z.strictObject({})

/** An endpoint, ready to be routed and described. */
export type Endpoint = {
  readonly doc: EndpointDoc
  readonly query: z.ZodObject
  readonly body: z.ZodObject
  respond(c: Context, world: World): Promise<Response>
}

/** What endpoints answer from. */
export type World = AppParts & { readonly board: LiveBoard; readonly streams: Gate }

type Asked<Query, Body> = {
  readonly c: Context
  readonly world: World
  /** A parameter of the path. */
  param(name: string): string
  readonly query: Query
  readonly body: Body
}

type Given<Query extends z.ZodObject, Body extends z.ZodObject> = EndpointDoc & {
  readonly query: Query
  readonly body: Body
  /** Gives what is answered as JSON, or the whole answer. Throws a Problem. */
  handle(asked: Asked<z.infer<Query>, z.infer<Body>>): unknown
}

/** Makes an endpoint: checks what was asked, lets it be handled, and answers. */
export function defineEndpoint<Query extends z.ZodObject, Body extends z.ZodObject>(
  given: Given<Query, Body>,
): Endpoint {
  const { handle, query, body, ...doc } = given
  return {
    doc,
    query,
    body,
    async respond(c, world) {
      const asked = {
        c,
        world,
        param: (name: string) => c.req.param(name) ?? '',
        query: checkInput('The query', query, c.req.query()),
        body: checkInput('The body', body, body === nothing ? {} : await jsonBody(c)),
      }
      const answered = await handle(asked)
      if (answered instanceof Response) return answered
      const text = inertJson(JSON.stringify(answered))
      return c.body(`${text}\n`, doc.answer.status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    },
  }
}

async function jsonBody(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(400, 'The body is no JSON.', 'Send one JSON object.')
  }
}
