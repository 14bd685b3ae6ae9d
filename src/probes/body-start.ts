import type { Readable } from 'node:stream'

/** The beginning of a body. It grows while it is read, so that a body that stalls leaves what came of it. */
export type BodyStart = {
  /** The text so far; bytes that are not UTF-8 become U+FFFD, a character cut in two is left out. */
  text: string
  /** Bytes received, more than the limit when the body is longer than that. */
  bytes: number
}

/** An empty beginning. */
export function emptyBody(): BodyStart {
  return { text: '', bytes: 0 }
}

/** Reads at most the first `limit` bytes of a body into `start`, then destroys the stream. Throws what the stream throws. */
export async function readStart(stream: Readable, limit: number, start: BodyStart): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue
    start.text += decoder.decode(chunk.subarray(0, Math.max(0, limit - start.bytes)), { stream: true })
    start.bytes += chunk.length
    if (start.bytes > limit) return
  }
}
