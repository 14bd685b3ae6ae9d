import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Why a request is not answered as asked. `message` says what was expected and what came, `next` what to do now. */
export class Problem extends Error {
  readonly status: ContentfulStatusCode
  readonly next: string
  readonly headers: Readonly<Record<string, string>>
  constructor(
    status: ContentfulStatusCode,
    message: string,
    next: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.next = next
    this.headers = headers
  }
}
