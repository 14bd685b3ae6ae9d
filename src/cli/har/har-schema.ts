import { z } from 'zod'

/** A browser may say nothing, or -1, for what it does not know. */
const maybeNumber = z.number().nullish()
const pairs = z.array(z.object({ name: z.string(), value: z.string() })).nullish()
const moment = z.string().refine((text) => Number.isFinite(Date.parse(text)), 'not a date')

const messageSchema = z.object({
  type: z.string(),
  time: maybeNumber,
  opcode: maybeNumber,
  data: z.string(),
})

const entrySchema = z.object({
  startedDateTime: moment,
  time: maybeNumber,
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: pairs,
    postData: z.object({ text: z.string().nullish() }).nullish(),
  }),
  response: z.object({
    status: z.int(),
    headers: pairs,
    content: z
      .object({
        text: z.string().nullish(),
        encoding: z.string().nullish(),
        size: maybeNumber,
        mimeType: z.string().nullish(),
      })
      .nullish(),
    _error: z.string().nullish(),
  }),
  timings: z
    .object({
      blocked: maybeNumber,
      dns: maybeNumber,
      connect: maybeNumber,
      ssl: maybeNumber,
      send: maybeNumber,
      wait: maybeNumber,
    })
    .nullish(),
  serverIPAddress: z.string().nullish(),
  _resourceType: z.string().nullish(),
  _webSocketMessages: z.array(messageSchema).nullish(),
  _webSocketClose: z
    .object({ time: z.number(), code: z.int(), reason: z.string(), initiator: z.enum(['server', 'client', 'none']) })
    .nullish()
    .describe('ours: browsers do not say how a socket ended'),
})

/**
 * What we read of an HTTP Archive (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/), with `_webSocketMessages` as
 * Chrome, Edge and Playwright write them. Whatever else stands in it is left alone.
 */
export const harSchema = z.object({
  log: z.object({
    creator: z.object({ name: z.string(), version: z.string().nullish() }).nullish(),
    entries: z.array(entrySchema).max(100_000),
  }),
})
/** What we read of an HTTP Archive. */
export type HarFile = z.infer<typeof harSchema>
/** One exchange or socket. */
export type HarEntry = z.infer<typeof entrySchema>
/** One frame of a socket. */
export type HarMessage = z.infer<typeof messageSchema>
