import type { Instance } from '../instance.ts'

/** A signed-in caller of the API, and the instance that serves the request. */
export type Visitor = {
  readonly userId: string
  readonly token: string
  readonly instance: Instance
}
