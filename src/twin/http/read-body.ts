import type { IncomingMessage } from 'node:http'

/** What came of reading a body: its text, more bytes than allowed, or a caller who left in the middle. */
export type Body = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'too-large' | 'gone' }

/** Reads a request's body as UTF-8. What is above `limit` bytes is read and thrown away. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
    }
  } catch {
    return { kind: 'gone' }
  }
  return size <= limit ? { kind: 'text', text: Buffer.concat(chunks).toString('utf8') } : { kind: 'too-large' }
}
