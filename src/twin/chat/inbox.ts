/** Messages of a client that wait for their turn. Nothing is lost between the upgrade and the first read. */
export type Inbox = AsyncIterable<string> & {
  push(text: string): void
  /** Ends the reading; what still waits is thrown away, as with a socket that is gone. */
  end(): void
}

/** Makes an empty inbox for one reader. */
export function createInbox(): Inbox {
  const waiting: string[] = []
  let ended = false
  let wake = Promise.withResolvers<void>()
  return {
    push(text) {
      waiting.push(text)
      wake.resolve()
    },
    end() {
      ended = true
      wake.resolve()
    },
    async *[Symbol.asyncIterator]() {
      while (!ended) {
        const text = waiting.shift()
        if (text === undefined) {
          wake = Promise.withResolvers<void>()
          await wake.promise
        } else yield text
      }
    },
  }
}
